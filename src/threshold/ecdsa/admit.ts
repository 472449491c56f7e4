import { equalBytes } from '../encoding/bytes.ts'
import { UsageError, type PartyId } from '../errors.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { PairGeneration } from '../pairs/generation.ts'
import { publicKey, type KeyShare } from '../sharing/key-share.ts'
import { checkHeaderShape, headerHash, signerPairs, type PresignHeader } from './header.ts'

/**
 * Refuses a header that does not fit what this signer holds, and takes its hash as a session on
 * every pair. All of it happens before any check that a peer could fail, so a wallet's mistake, or
 * its lie, costs nobody a pair.
 */
export const admitPresign = (own: {
  readonly header: PresignHeader
  readonly share: KeyShare
  readonly bootId: Uint8Array
  readonly generations: ReadonlyMap<PartyId, PairGeneration>
}): { readonly session: Uint8Array; readonly pairs: readonly PairGeneration[] } => {
  const { header, share, bootId, generations } = own
  const { sharing, self } = share
  checkHeaderShape(header)
  const refuse = (message: string): never => {
    throw new UsageError('bad-parameters', message)
  }
  if (sharing.group.name !== secp256k1.name) refuse('only secp256k1 keys sign ECDSA')
  if (!publicKey(sharing).equals(header.key)) refuse('the header names another key')
  if (header.epoch !== sharing.epoch) {
    refuse(`the header is of epoch ${header.epoch}, the share of ${sharing.epoch}`)
  }
  if (header.signers.length !== sharing.threshold) {
    refuse(`exactly ${sharing.threshold} signers, not ${header.signers.length}`)
  }
  if (!header.signers.every((party) => sharing.parties.includes(party))) {
    refuse('a signer holds no share of this key')
  }
  const position = header.signers.indexOf(self)
  if (position < 0) refuse('we are not among the signers')
  if (!equalBytes(header.boots[position] ?? new Uint8Array(), bootId)) {
    refuse('the header names an earlier run of this node')
  }
  const pairs = header.signers
    .filter((party) => party !== self)
    .map((peer) => {
      const pair = generations.get(peer)
      if (pair === undefined || pair.dropped || pair.spent)
        return refuse(`no live pair with ${peer}`)
      const place = signerPairs(header.signers).findIndex(
        ([low, high]) => low === Math.min(self, peer) && high === Math.max(self, peer),
      )
      if (!equalBytes(header.generations[place] ?? new Uint8Array(), pair.id)) {
        return refuse(`the header names another generation of the pair with ${peer}`)
      }
      return pair
    })
  const session = headerHash(header)
  if (pairs.some((pair) => pair.claimedBefore(session))) {
    throw new UsageError('reused', 'a presignature with this header was begun before')
  }
  for (const pair of pairs) pair.claim(session)
  return { session, pairs }
}
