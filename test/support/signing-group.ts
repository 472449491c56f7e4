import type { Hex } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { PresignAnswer, Signing } from '../../src/nodes/node/ceremonies/signing.ts'
import { toHex } from '../../src/payloads/encoding/hex.ts'
import { ProtocolError } from '../../src/protocol/protocol-error.ts'
import { encodeBlsShare } from '../../src/threshold/bls/share.ts'
import { proveBlsShare } from '../../src/threshold/bls/sign.ts'
import { acknowledgementRecord } from '../../src/threshold/ecdsa/acknowledgement.ts'
import { contributionRecord } from '../../src/threshold/ecdsa/contribution.ts'
import { headerHash, headerRecord } from '../../src/threshold/ecdsa/header.ts'
import { openPresignature } from '../../src/threshold/ecdsa/open.ts'
import { OpeningBudget } from '../../src/threshold/ecdsa/opening-budget.ts'
import type { Presignature } from '../../src/threshold/ecdsa/presignature.ts'
import { requestOn, signShare } from '../../src/threshold/ecdsa/sign.ts'
import { signatureShareRecord } from '../../src/threshold/ecdsa/signature-share.ts'
import { bls12381G2 } from '../../src/threshold/groups/bls12-381.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { publicKey, type PublicSharing } from '../../src/threshold/sharing/key-share.ts'
import { dealShares, shareOf } from './dealer.ts'
import { identityOf } from './identities.ts'
import { systemRandom } from './randomness.ts'
import { gatherSigners, presignAll, presignatureOf, sharingOf, signerOf } from './signers.ts'
import type { SignerSet } from './signers.ts'

export type SigningGroup = {
  readonly parties: readonly number[]
  readonly threshold: number
  /** Compressed, in G2. */
  readonly networkKey: Hex
  readonly networkSharing: PublicSharing
  /** Uncompressed. */
  readonly keys: readonly Hex[]
  readonly signingOf: (party: number, signer: PrivateKeyAccount) => GroupSigning
}

export type GroupSigning = Signing & {
  /** How often the counts of a signature were made durable, whether or not that worked. */
  readonly commits: () => number
}

type Made = { readonly presignature: Presignature; readonly requester: string }

/** What nodes hold together, dealt by somebody who knows it all, and used as nodes use it. */
export const signingGroup = (count = 3, keyCount = 4): SigningGroup => {
  const parties = Array.from({ length: count }, (_, place) => place + 1)
  const threshold = Math.ceil((2 * count) / 3)
  const dealt = { parties, threshold, random: systemRandom, epoch: 1 }
  const networkShares = dealShares(bls12381G2, dealt)
  const first = gatherSigners(dealShares(secp256k1, dealt), systemRandom)
  const withKey = (): SignerSet => {
    const shares = dealShares(secp256k1, dealt)
    return new Map(
      [...first].map(([party, it]) => [party, { ...it, share: shareOf(shares, party) }]),
    )
  }
  const sets = [first, ...Array.from({ length: keyCount - 1 }, withKey)]
  const byKey = new Map(
    sets.map((set) => [toHex(secp256k1.encodePoint(publicKey(sharingOf(set)))), set] as const),
  )
  const networkSharing = shareOf(networkShares, 1).sharing
  /** Whoever is asked first makes a presignature for all its signers; the others pick theirs up. */
  const ceremonies = new Map<string, ReadonlyMap<number, Presignature>>()

  const signingOf = (party: number, signer: PrivateKeyAccount): GroupSigning => {
    const own = signerOf(first, party)
    const identity = identityOf(party)
    const made = new Map<string, Made>()
    const minted = new Set<Hex>()
    const held = new Set<Hex>()
    const bound = new Map<Hex, { readonly binding: Hex; readonly until: number }>()
    let commits = 0

    const setOf = (key: Hex): SignerSet => {
      const set = byKey.get(key)
      if (set === undefined) throw new ProtocolError('unknown-key', 'no such key in this group')
      return set
    }
    const find = (presignature: Uint8Array, key: Hex, requester: string): Presignature => {
      const found = made.get(toHex(presignature))
      const known = found && toHex(secp256k1.encodePoint(publicKey(found.presignature.sharing)))
      if (found === undefined || known !== key) {
        throw new ProtocolError('presignature-gone', 'no such presignature of this key')
      }
      if (found.requester !== requester) {
        throw new ProtocolError('not-permitted', 'made for another session')
      }
      return found.presignature
    }

    const present = async (header: Uint8Array, requester: string): Promise<PresignAnswer> => {
      const decoded = headerRecord.decode(header)
      const id = toHex(headerHash(decoded))
      const set = setOf(toHex(secp256k1.encodePoint(decoded.key)))
      if (made.has(id)) throw new ProtocolError('stale-header', 'this header was used')
      const all = ceremonies.get(id) ?? presignAll(set, decoded, systemRandom)
      ceremonies.set(id, all)
      const presignature = presignatureOf(all, party)
      made.set(id, { presignature, requester })
      return {
        acknowledgement: acknowledgementRecord.encode(presignature.acknowledgement),
        nonce: presignature.nonce,
        transcript: presignature.transcript,
        contributions: presignature.contributions.map((one) => contributionRecord.encode(one)),
      }
    }

    return {
      party,
      bootId: own.bootId,
      commits: () => commits,
      generations: () => new Map([...own.generations].map(([peer, { id }]) => [peer, id])),
      readyKeys: () =>
        [...byKey.keys()].filter((key) => !minted.has(key) && !bound.has(key) && !held.has(key)),
      bindReadyKey: (key, binding, until) => {
        setOf(key)
        const before = bound.get(key)
        if (minted.has(key) || (before !== undefined && before.binding !== binding)) {
          throw new ProtocolError('key-taken', 'kept for another mint')
        }
        bound.set(key, { binding, until })
      },
      holdBack: (key) => {
        held.add(key)
      },
      markMinted: (key) => {
        minted.add(key)
      },
      sharingOf: (key) => {
        const set = byKey.get(key)
        return set === undefined ? undefined : sharingOf(set)
      },
      networkSharing: () => networkSharing,
      genesis: async () => Promise.resolve(undefined),
      networkShare: (purpose, message) =>
        encodeBlsShare(
          proveBlsShare(shareOf(networkShares, party), purpose, message, systemRandom),
        ),
      presign: async (header, { requester }) => present(header, requester),
      sign: (ask, commit) => {
        const presignature = find(ask.presignature, ask.publicKey, ask.requester)
        const request = { id: ask.requestId, digest: ask.digest }
        const { binding } = requestOn(presignature, request)
        const before = presignature.answerTo(binding)
        if (before !== undefined) return before
        if (presignature.state !== 'fresh') {
          throw new ProtocolError('presignature-bound', 'bound to another request')
        }
        const acknowledgements = ask.acknowledgements.map((one) =>
          acknowledgementRecord.decode(one),
        )
        commits += 1
        commit()
        return signShare(identity, presignature, request, acknowledgements)
      },
      open: (ask) =>
        openPresignature({
          identity,
          presignature: find(ask.presignature, ask.publicKey, ask.requester),
          request: { id: ask.requestId, digest: ask.digest },
          shares: ask.shares.map((share) => signatureShareRecord.decode(share)),
          budget: new OpeningBudget({ epoch: 0, life: 0 }, () => {}),
          random: systemRandom,
        }),
      signStatement: async (statement) =>
        signer.signTypedData(statement as Parameters<PrivateKeyAccount['signTypedData']>[0]),
    }
  }
  return {
    parties,
    threshold,
    networkKey: toHex(bls12381G2.encodePoint(publicKey(networkSharing))),
    networkSharing,
    keys: [...byKey.keys()],
    signingOf,
  }
}
