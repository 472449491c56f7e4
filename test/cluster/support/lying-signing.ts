import type { Signing } from '../../../src/nodes/node/ceremonies/signing.ts'
import { ProtocolError } from '../../../src/protocol/protocol-error.ts'
import { decodeBlsShare, encodeBlsShare } from '../../../src/threshold/bls/share.ts'
import {
  openingRecord,
  openingStatement,
  type OpeningStatement,
} from '../../../src/threshold/ecdsa/opening.ts'
import {
  signatureShareRecord,
  signShareStatement,
  type SignatureShare,
} from '../../../src/threshold/ecdsa/signature-share.ts'
import { secp256k1 } from '../../../src/threshold/groups/secp256k1.ts'
import type { Identity } from '../../../src/threshold/identity.ts'
import { confess, type Faults, type NetworkLie, type OpeningLie, type ShareLie } from './faults.ts'

const garbage = new Uint8Array(100).fill(7)

/** A node that holds its shares rightly, and says what its faults have it say. */
export const lyingSigning = (
  signing: Signing,
  identity: Identity,
  faults: () => Faults,
): Signing => {
  let earlier: SignatureShare | undefined
  const mayLie = (honest: Uint8Array): Uint8Array => {
    const share = signatureShareRecord.decode(honest)
    const { share: lie } = faults()
    const said = lie === undefined ? honest : lieAbout(share, lie, earlier, identity)
    if (lie !== undefined && said !== honest) confess(lie)
    earlier = share
    return said
  }
  return {
    ...methodsOf(signing),
    sign: (ask, commit) => mayLie(signing.sign(ask, commit)),
    open: (ask) => {
      const { opening: lie } = faults()
      if (lie === undefined) return signing.open(ask)
      confess(`opening-${lie}`)
      return lieInOpening(() => signing.open(ask), lie, identity)
    },
    networkShare: (purpose, message) => {
      const { network: lie } = faults()
      if (lie === undefined) return signing.networkShare(purpose, message)
      confess(`network-${lie}`)
      return lieOfNetwork(signing, purpose, message, lie)
    },
    presign: async (header, asker) => {
      const { presignDelayMs } = faults()
      const answer = await signing.presign(header, asker)
      if (presignDelayMs === undefined) return answer
      confess('delays')
      await new Promise((resolve) => setTimeout(resolve, presignDelayMs))
      return answer
    },
  }
}

/** Every method by name, bound: what is wrapped may be a class as well as an object. */
const methodsOf = (signing: Signing): Signing => ({
  party: signing.party,
  bootId: signing.bootId,
  generations: () => signing.generations(),
  readyKeys: () => signing.readyKeys(),
  bindReadyKey: (...given) => signing.bindReadyKey(...given),
  holdBack: (...given) => signing.holdBack(...given),
  markMinted: (...given) => signing.markMinted(...given),
  sharingOf: (...given) => signing.sharingOf(...given),
  networkSharing: () => signing.networkSharing(),
  genesis: async () => signing.genesis(),
  networkShare: (...given) => signing.networkShare(...given),
  presign: async (...given) => signing.presign(...given),
  sign: (...given) => signing.sign(...given),
  open: (...given) => signing.open(...given),
  signStatement: async (...given) => signing.signStatement(...given),
})

const lieAbout = (
  { signature, ...share }: SignatureShare,
  lie: ShareLie,
  earlier: SignatureShare | undefined,
  identity: Identity,
): Uint8Array => {
  const signed = (change: Partial<SignatureShare>): Uint8Array =>
    signatureShareRecord.encode(signShareStatement(identity, { ...share, ...change }))
  const next = (value: bigint) => (value + 1n) % secp256k1.order
  switch (lie) {
    case 'wrong-u':
      return signed({ u: next(share.u) })
    case 'wrong-w':
      return signed({ w: next(share.w) })
    case 'zero':
      return signed({ u: 0n, w: 0n })
    case 'other-binding':
      return signed({ binding: share.binding.map((byte) => byte ^ 1) })
    case 'earlier-numbers':
      return earlier === undefined
        ? signed({ u: next(share.u), w: next(share.w) })
        : signed({ u: earlier.u, w: earlier.w })
    case 'unsigned':
      return signatureShareRecord.encode({
        ...share,
        u: next(share.u),
        signature: signature.map((byte) => byte ^ 1),
      })
    case 'other-party':
      return signed({ party: share.party === 1 ? 2 : 1 })
    case 'oversize':
      return new Uint8Array(300 * 1024).fill(7)
    default:
      return garbage
  }
}

const lieInOpening = (
  honest: () => Uint8Array,
  lie: OpeningLie,
  identity: Identity,
): Uint8Array => {
  if (lie === 'garbage') return garbage
  if (lie === 'refuses') throw new ProtocolError('opening-refused', 'I would rather not')
  const { statement } = openingRecord.decode(honest())
  const changed: OpeningStatement = { ...statement, phi: statement.phi.add(statement.phi) }
  return openingRecord.encode({
    statement: changed,
    signature: identity.sign(openingStatement(changed)),
  })
}

const lieOfNetwork = (
  signing: Signing,
  purpose: Parameters<Signing['networkShare']>[0],
  message: Uint8Array,
  lie: NetworkLie,
): Uint8Array => {
  switch (lie) {
    case 'wrong-message':
      return signing.networkShare(
        purpose,
        message.map((byte) => byte ^ 1),
      )
    case 'other-party': {
      const share = decodeBlsShare(signing.party, signing.networkShare(purpose, message), {
        proven: true,
      })
      return encodeBlsShare({ ...share, party: share.party === 1 ? 2 : 1 })
    }
    default:
      return garbage
  }
}
