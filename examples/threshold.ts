// A key that no one holds, from its making to the naming of a liar, with every party in this
// process. `--parties N` chooses how many (3 to 12); two thirds of them sign.
import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { publicKey } from '../src/threshold/sharing/key-share.ts'
import { makeKey, pairUp, renewShares } from './threshold/keys.ts'
import { makeParties, random, type Party } from './threshold/party.ts'
import { bold, lamps, note, say, step } from './threshold/report.ts'
import {
  answers,
  join,
  lie,
  opensslAccepts,
  presignTogether,
  whoLied,
} from './threshold/signing.ts'

const readPartyCount = (): number => {
  try {
    const { values } = parseArgs({ options: { parties: { type: 'string', default: '3' } } })
    const count = Number(values.parties)
    if (Number.isInteger(count) && count >= 3 && count <= 12) return count
  } catch {
    // An unknown flag is answered like a number out of range.
  }
  process.stderr.write('usage: threshold [--parties N], N from 3 to 12\n')
  return process.exit(2)
}

const count = readPartyCount()
const threshold = Math.ceil((2 * count) / 3)
const parties = makeParties(count)
const idsOf = (some: readonly Party[]) => some.map(({ id }) => id)
const picture = (taking: readonly Party[], wrong: readonly Party[] = []) =>
  lamps(idsOf(parties), idsOf(taking), idsOf(wrong))
const ask = (message: string) => ({
  id: random(32),
  digest: new Uint8Array(createHash('sha256').update(message).digest()),
})

say()
say(`  ${bold('A key that no one holds')}: ${count} parties, any ${threshold} of them sign`)
say()
let sharing = step(picture(parties), 'make a key together', () => makeKey(parties, threshold))
note(`public key ${Buffer.from(publicKey(sharing).toBytes(true)).toString('hex')}`)
step(picture(parties), 'pair up, each with each other', () => pairUp(parties))

say()
const message = 'Pay Bob one ether'
const first = parties.slice(0, threshold)
const presigned = step(picture(first), 'presign, before there is a message', () =>
  presignTogether(sharing, first),
)
const request = ask(message)
const joined = step(picture(first), `sign “${message}”`, () =>
  join(presigned, request, answers(first, presigned, request)),
)
if (joined.kind !== 'signature') throw new Error('honest shares did not join')
note(`r ${joined.signature.r.toString(16).padStart(64, '0')}`)
note(`s ${joined.signature.s.toString(16).padStart(64, '0')}`)
if (!opensslAccepts(sharing, message, joined.signature)) throw new Error('OpenSSL refuses it')
note('one ordinary signature: OpenSSL, which knows nothing of thresholds, accepts it')

say()
const liar = first[1]
if (liar === undefined) throw new Error('too few parties')
const again = presignTogether(sharing, first)
const other = ask('Pay Bob two ether')
const shares = answers(first, again, other).map((share) =>
  share.party === liar.id ? lie(share, liar) : share,
)
if (join(again, other, shares).kind !== 'wrong-share') throw new Error('the lie went unnoticed')
const named = step(
  picture(first, [liar]),
  'one share is wrong: the signers open, and see whose',
  () => whoLied(first, again, other, shares),
)
note(`named: party ${named.join(', ')}; no signature came out, and the key is as safe as before`)
const others = parties.filter((party) => party !== liar).slice(0, threshold)
const final = step(picture(others), 'sign without it', () => {
  const fresh = presignTogether(sharing, others)
  return join(fresh, other, answers(others, fresh, other))
})
if (final.kind !== 'signature') throw new Error('honest shares did not join')

say()
const before = publicKey(sharing)
sharing = step(picture(parties), 'give everybody a new share of the same key', () =>
  renewShares(parties, sharing),
)
if (!publicKey(sharing).equals(before)) throw new Error('the key changed')
note('what was stolen before is worth nothing with what is stolen after')
say()
