import { randomBytes } from 'node:crypto'
import { hexToBytes, type Hex } from 'viem'
import type { Asker, PresignAnswer, Signing } from '../../src/nodes/node/ceremonies/signing.ts'
import { combine, type Joined } from '../../src/threshold/ecdsa/combine.ts'
import {
  headerHash,
  headerRecord,
  signerPairs,
  type PresignHeader,
} from '../../src/threshold/ecdsa/header.ts'
import { bindRequest } from '../../src/threshold/ecdsa/request.ts'
import { signatureShareRecord } from '../../src/threshold/ecdsa/signature-share.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'

// What a wallet does with the signers of a set, without the requests around it.

export type Signers = ReadonlyMap<number, Signing>

export const asker: Asker = { requester: 'a session', live: 2 }

export const newDigest = (): Uint8Array => new Uint8Array(randomBytes(32))

const signingOf = (signers: Signers, party: number): Signing => {
  const found = signers.get(party)
  if (found === undefined) throw new Error(`no signer ${party}`)
  return found
}

/** What an honest wallet proposes to these signers as they are now. */
export const headerFor = (
  signers: Signers,
  publicKey: Hex,
  change: Partial<PresignHeader> = {},
): PresignHeader => {
  const parties = [...signers.keys()].toSorted((a, b) => a - b)
  const [first] = parties
  const sharing = first === undefined ? undefined : signingOf(signers, first).sharingOf(publicKey)
  return {
    id: new Uint8Array(randomBytes(32)),
    key: secp256k1.decodePoint(hexToBytes(publicKey)),
    epoch: sharing?.epoch ?? 0,
    signers: parties,
    boots: parties.map((party) => signingOf(signers, party).bootId),
    generations: signerPairs(parties).map(([low, high]) => {
      const generation = signingOf(signers, low).generations().get(high)
      if (generation === undefined) throw new Error(`${low} and ${high} are no pair`)
      return generation
    }),
    ...change,
  }
}

export type Presigned = {
  readonly header: PresignHeader
  readonly publicKey: Hex
  readonly answers: ReadonlyMap<number, PresignAnswer>
}

/** A presignature at all of its signers. */
export const presignAt = async (
  signers: Signers,
  publicKey: Hex,
  by: Asker = asker,
  header: PresignHeader = headerFor(signers, publicKey),
): Promise<Presigned> => {
  const encoded = headerRecord.encode(header)
  const answers = await Promise.all(
    [...signers].map(
      async ([party, signing]) => [party, await signing.presign(encoded, by)] as const,
    ),
  )
  return { header, publicKey, answers: new Map(answers) }
}

export type Request = { readonly requestId: Uint8Array; readonly digest: Uint8Array }

export const newRequest = (): Request => ({ requestId: newDigest(), digest: newDigest() })

/** One signer's share, encoded. */
export const signAt = (
  signing: Signing,
  { header, publicKey, answers }: Presigned,
  request: Request,
  options: { readonly requester?: string; readonly commit?: () => void } = {},
): Uint8Array =>
  signing.sign(
    {
      presignature: headerHash(header),
      publicKey,
      ...request,
      acknowledgements: [...answers.values()].map(({ acknowledgement }) => acknowledgement),
      requester: options.requester ?? asker.requester,
      kind: 'digest',
    },
    options.commit ?? (() => {}),
  )

/** What the shares join to; a signature verifies under the key. */
export const joinAt = (
  { header, publicKey, answers }: Presigned,
  request: Request,
  shares: readonly Uint8Array[],
): Joined => {
  const [answer] = answers.values()
  if (answer === undefined) throw new Error('nobody answered')
  const bound = bindRequest(
    {
      headerHash: headerHash(header),
      transcript: answer.transcript,
      signers: header.signers,
      key: secp256k1.decodePoint(hexToBytes(publicKey)),
      nonce: answer.nonce,
    },
    { id: request.requestId, digest: request.digest },
  )
  return combine(
    bound,
    header.signers,
    shares.map((share) => signatureShareRecord.decode(share)),
  )
}

/** The whole way: a presignature, a share of each signer, and what they join to. */
export const signOnce = async (
  signers: Signers,
  publicKey: Hex,
  by: Asker = asker,
): Promise<Joined['kind']> => {
  const presigned = await presignAt(signers, publicKey, by)
  const request = newRequest()
  const shares = [...signers.values()].map((signing) =>
    signAt(signing, presigned, request, { requester: by.requester }),
  )
  return joinAt(presigned, request, shares).kind
}
