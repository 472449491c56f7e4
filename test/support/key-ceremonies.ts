import type { PartyId } from '../../src/threshold/errors.ts'
import type { Group } from '../../src/threshold/groups/group.ts'
import { decodeScalar, mod } from '../../src/threshold/groups/scalar.ts'
import { generateKey } from '../../src/threshold/keygen/generate.ts'
import type { KeyCeremony } from '../../src/threshold/keygen/key-ceremony.ts'
import type { KeyResult } from '../../src/threshold/keygen/keygen.ts'
import { reshareKey } from '../../src/threshold/keygen/reshare.ts'
import type { Randomness } from '../../src/threshold/primitives/primitives.ts'
import type { Holders } from '../../src/threshold/sharing/holders.ts'
import type { KeyShare, PublicSharing } from '../../src/threshold/sharing/key-share.ts'
import { lagrangeAtZero } from '../../src/threshold/sharing/lagrange.ts'
import { identityOf } from './identities.ts'
import { systemRandom } from './randomness.ts'

export type Shares = ReadonlyMap<PartyId, KeyShare>

/** Each party's own randomness, so that a run can be had again. */
type RandomnessOf = (party: PartyId) => Randomness

/** 1 to `count`. */
export const numbered = (count: number): PartyId[] => Array.from({ length: count }, (_, i) => i + 1)

/** Every party's side of a new key. */
export const generation = (
  group: Group,
  next: Holders,
  options: { id?: Uint8Array; randomOf?: RandomnessOf } = {},
): KeyCeremony[] => {
  const { id = systemRandom(32), randomOf = () => systemRandom } = options
  return next.parties.map((self) =>
    generateKey({ id, group, next, self, identity: identityOf(self), random: randomOf(self) }),
  )
}

/** Every participant's side of a handover; `next` is of the following epoch. */
export const handover = (
  shares: Shares,
  dealers: readonly PartyId[],
  next: Pick<Holders, 'parties' | 'threshold'>,
  options: { id?: Uint8Array; randomOf?: RandomnessOf } = {},
): KeyCeremony[] => {
  const { id = systemRandom(32), randomOf = () => systemRandom } = options
  const sharing = sharingOf(shares)
  return [...new Set([...dealers, ...next.parties])].map((self) => {
    const share = shares.get(self)
    return reshareKey({
      id,
      previous: { sharing, dealers },
      next: { ...next, epoch: sharing.epoch + 1 },
      self,
      ...(share !== undefined && { share }),
      identity: identityOf(self),
      random: randomOf(self),
    })
  })
}

export const sharingOf = (shares: Shares): PublicSharing => {
  const [share] = shares.values()
  if (share === undefined) throw new Error('nobody holds a share')
  return share.sharing
}

/** The shares of those that got one, ascending. */
export const sharesOf = (results: ReadonlyMap<PartyId, KeyResult>): Shares => {
  const shares = [...results.values()].flatMap(({ share }) => share ?? [])
  return new Map(shares.toSorted((a, b) => a.self - b.self).map((share) => [share.self, share]))
}

/** What exactly these shares join to: the key, if they are of one sharing and enough. */
export const join = (shares: readonly KeyShare[], order: bigint): bigint => {
  const weights = lagrangeAtZero(
    shares.map(({ self }) => self),
    order,
  )
  return shares.reduce(
    (sum, { self, secret }) =>
      mod(sum + (weights.get(self) ?? 0n) * decodeScalar(secret, order), order),
    0n,
  )
}
