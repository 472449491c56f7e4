import type { PartyId } from '../../src/threshold/errors.ts'

const colour = (code: number, text: string): string =>
  process.stdout.isTTY && process.env['NO_COLOR'] === undefined
    ? `\u001b[${code}m${text}\u001b[0m`
    : text

export const bold = (text: string): string => colour(1, text)
const dim = (text: string): string => colour(2, text)

type Lamp = 'on' | 'off' | 'wrong'

const LAMPS: Readonly<Record<Lamp, string>> = {
  on: colour(32, '●'),
  off: dim('○'),
  wrong: colour(31, '✕'),
}

/** One lamp a party: who took part, who lied, who stood by. */
export const lamps = (
  all: readonly PartyId[],
  taking: readonly PartyId[],
  wrong: readonly PartyId[] = [],
): string =>
  all
    .map((id) => LAMPS[wrong.includes(id) ? 'wrong' : taking.includes(id) ? 'on' : 'off'])
    .join(' ')

export const say = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}

export const note = (text: string): void => say(dim(`    ${text}`))

/** Announces a step, runs it, and says how long it took. */
export const step = <T>(picture: string, title: string, work: () => T): T => {
  process.stdout.write(`  ${picture}  ${title.padEnd(58)}`)
  const from = performance.now()
  const result = work()
  const took = `${(performance.now() - from).toFixed(0)} ms`
  say(dim(took.padStart(9)))
  return result
}
