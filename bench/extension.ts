// The OT extension in use beside SoftSpokenOT, for docs/decisions/0011-ot-extension.md.
import { median } from './measure.ts'
import { ecdsa } from './rows/ecdsa.ts'
import { inUse, softSpoken, type Round } from './softspoken/variants.ts'
import { sampleUnit, warmUpUnit } from './unit.ts'

const WARM_UP = 30
const ROUNDS = 200

const variants = [inUse(), softSpoken(2), softSpoken(4)]
const rounds = new Map(variants.map(({ name }) => [name, [] as Round[]]))
const units: number[] = []
const presigns: number[] = []
// Between two, each is receiver once and sender once.
const presignature = ecdsa.prepare({ n: 2, t: 2 }, (operation) => operation === 'presign')

warmUpUnit()
for (let round = -WARM_UP; round < ROUNDS; round++) {
  for (const { name, round: run } of variants) {
    const figures = run()
    if (round >= 0) rounds.get(name)?.push(figures)
  }
  const made = presignature.repeat().filter(({ operation }) => operation === 'presign')
  if (round < 0) continue
  presigns.push(...made.flatMap(({ times }) => times))
  units.push(...sampleUnit())
}

const unit = median(units)
const presign = median(presigns)
process.stdout.write(
  `unit ${unit.toFixed(3)} ms, presign between two ${(presign / unit).toFixed(1)} units\n`,
)
process.stdout.write(
  '| extension | receiver, units | sender, units | both | of a presign | bytes |\n',
)
process.stdout.write('| --- | ---: | ---: | ---: | ---: | ---: |\n')
for (const [name, all] of rounds) {
  const receiver = median(all.map(({ receiverMs }) => receiverMs))
  const sender = median(all.map(({ senderMs }) => senderMs))
  const cells = [
    name,
    (receiver / unit).toFixed(2),
    (sender / unit).toFixed(2),
    ((receiver + sender) / unit).toFixed(2),
    `${((100 * (receiver + sender)) / presign).toFixed(0)} %`,
    `${all[0]?.bytes}`,
  ]
  process.stdout.write(`| ${cells.join(' | ')} |\n`)
}
