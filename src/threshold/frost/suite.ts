/**
 * What @noble/curves' FROST takes and gives, as our points, scalars and parties.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9591.html section 6
 */
import type { FROST, FrostPublic } from '@noble/curves/abstract/frost.js'
import { ed25519_FROST } from '@noble/curves/ed25519.js'
import { secp256k1_FROST } from '@noble/curves/secp256k1.js'
import { wipe } from '../encoding/bytes.ts'
import { UsageError, type PartyId } from '../errors.ts'
import { ed25519 } from '../groups/ed25519.ts'
import type { Group, Point } from '../groups/group.ts'
import { decompress, secp256k1 } from '../groups/secp256k1.ts'
import type { Randomness } from '../primitives/primitives.ts'
import { publicShare, type PublicSharing } from '../sharing/key-share.ts'

export type FrostSuite = {
  readonly group: Group
  readonly frost: FROST
  /** Of the RFC's own encoding, which is the compressed one. */
  readonly decodePoint: (bytes: Uint8Array) => Point
}

/** The library insists on bytes in a buffer of their own, and on a length that may be left out. */
type OwnBytes = Uint8Array<ArrayBuffer>

const suites: readonly FrostSuite[] = [
  { group: ed25519, frost: ed25519_FROST, decodePoint: (bytes) => ed25519.decodePoint(bytes) },
  { group: secp256k1, frost: secp256k1_FROST, decodePoint: decompress },
]

export const suiteOf = (group: Group): FrostSuite => {
  const suite = suites.find((candidate) => candidate.group.name === group.name)
  if (suite === undefined) throw new UsageError('bad-parameters', `no FROST over ${group.name}`)
  return suite
}

export const identifierOf = ({ frost }: FrostSuite, party: PartyId): string =>
  frost.Identifier.fromNumber(party)

export const scalarBytes = ({ frost }: FrostSuite, scalar: bigint): OwnBytes =>
  Uint8Array.from(frost.utils.Fn.toBytes(scalar))

export const readScalar = ({ frost }: FrostSuite, bytes: Uint8Array): bigint =>
  frost.utils.Fn.fromBytes(bytes)

export const pointBytes = (point: Point): OwnBytes => Uint8Array.from(point.toBytes(true))

export const generatorOf =
  (random: Randomness) =>
  (length = 32): OwnBytes => {
    const drawn = random(length)
    const owned = Uint8Array.from(drawn)
    wipe(drawn)
    return owned
  }

export const frostPublic = (
  suite: FrostSuite,
  sharing: PublicSharing,
  parties: readonly PartyId[],
): FrostPublic => ({
  signers: { min: sharing.threshold, max: sharing.parties.length },
  commitments: sharing.commitments.map(pointBytes),
  verifyingShares: Object.fromEntries(
    parties.map((party) => [identifierOf(suite, party), pointBytes(publicShare(sharing, party))]),
  ),
})
