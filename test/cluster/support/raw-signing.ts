import { randomBytes } from 'node:crypto'
import { hashMessage } from 'viem'
import { expect } from 'vitest'
import { fromHex, toHex, type Hex } from '../../../src/payloads/encoding/hex.ts'
import {
  presignatureAnswer,
  signatureAnswer,
  statusAnswer,
} from '../../../src/protocol/endpoints.ts'
import { combine, type Joined } from '../../../src/threshold/ecdsa/combine.ts'
import {
  headerHash,
  headerRecord,
  signerPairs,
  type PresignHeader,
} from '../../../src/threshold/ecdsa/header.ts'
import { bindRequest } from '../../../src/threshold/ecdsa/request.ts'
import { signatureShareRecord } from '../../../src/threshold/ecdsa/signature-share.ts'
import { secp256k1 } from '../../../src/threshold/groups/secp256k1.ts'
import { randomHex, type RawAnswer, type RawWallet } from './raw-wallet.ts'

// One step of a signature at a time, at one node at a time: what a wallet does that keeps to no
// rule but those of bytes.

/** A header for these signers as they are now. */
export async function headerFor(
  wallet: RawWallet,
  publicKey: Hex,
  signers: readonly number[],
  changes: Partial<PresignHeader> = {},
): Promise<PresignHeader> {
  const states = await Promise.all(
    signers.map(async (party) =>
      statusAnswer.parse((await wallet.ask(party, { path: '/v1/status' })).json),
    ),
  )
  const stateOf = new Map(states.map((state) => [state.party, state]))
  const generations = signerPairs(signers).map(([low, high]) => {
    const pair = stateOf.get(low)?.pairs.find(({ party }) => party === high)
    if (pair === undefined) throw new Error(`nodes ${low} and ${high} are no pair`)
    return fromHex(pair.generation)
  })
  return {
    id: new Uint8Array(randomBytes(32)),
    key: secp256k1.decodePoint(fromHex(publicKey)),
    epoch: states[0]?.epoch ?? 0,
    signers,
    boots: states.map(({ bootId }) => fromHex(bootId)),
    generations,
    ...changes,
  }
}

export const presignAt = async (
  wallet: RawWallet,
  party: number,
  header: PresignHeader,
): Promise<RawAnswer> =>
  wallet.ask(party, {
    path: '/v1/presignatures',
    body: { header: toHex(headerRecord.encode(header)) },
  })

export type Presigned = {
  readonly header: PresignHeader
  readonly hash: Uint8Array
  readonly transcript: Uint8Array
  readonly nonce: Uint8Array
  readonly acknowledgements: readonly Hex[]
}

/** A presignature of all signers of a header; throws unless all made it. */
export async function presign(wallet: RawWallet, header: PresignHeader): Promise<Presigned> {
  const answers = await Promise.all(
    header.signers.map(async (party) => {
      const answer = await presignAt(wallet, party, header)
      if (answer.status !== 200) throw new Error(`node ${party}: ${JSON.stringify(answer.json)}`)
      return presignatureAnswer.parse(answer.json)
    }),
  )
  const [first] = answers
  if (first === undefined) throw new Error('a header has signers')
  return {
    header,
    hash: headerHash(header),
    transcript: fromHex(first.transcript),
    nonce: fromHex(first.nonce),
    acknowledgements: answers.map(({ acknowledgement }) => acknowledgement),
  }
}

export type RawRequest = {
  readonly publicKey: Hex
  readonly requestId: Hex
  readonly payload: { readonly kind: string } & Readonly<Record<string, unknown>>
}

export const signAt = async (
  wallet: RawWallet,
  party: number,
  presigned: Presigned,
  request: RawRequest,
  changes: { readonly acknowledgements?: readonly Hex[] } = {},
): Promise<RawAnswer> =>
  wallet.ask(party, {
    path: '/v1/signatures',
    body: {
      ...request,
      presignature: toHex(presigned.hash),
      acknowledgements: presigned.acknowledgements,
      ...changes,
    },
  })

export const shareIn = (answer: RawAnswer) => {
  const parsed = signatureAnswer.safeParse(answer.json)
  return parsed.success ? signatureShareRecord.decode(fromHex(parsed.data.share)) : undefined
}

/** Joins the answers of all signers, or tells why they do not join. */
export function joinAnswers(
  presigned: Presigned,
  request: RawRequest,
  digest: Hex,
  answers: readonly RawAnswer[],
): Joined | undefined {
  const shares = answers.flatMap((answer) => shareIn(answer) ?? [])
  if (shares.length < presigned.header.signers.length) return undefined
  const { hash, transcript, nonce, header } = presigned
  const bound = bindRequest(
    { headerHash: hash, transcript, signers: header.signers, key: header.key, nonce },
    { id: fromHex(request.requestId), digest: fromHex(digest) },
  )
  return combine(bound, header.signers, shares)
}

/** A request to sign a text, under an id of its own. */
export const messageRequest = (publicKey: Hex, text: string): RawRequest => ({
  publicKey,
  requestId: randomHex(32),
  payload: { kind: 'personal-message', bytes: toHex(new TextEncoder().encode(text)) },
})

export type RawSigning = {
  readonly presigned: Presigned
  readonly request: RawRequest
  readonly answers: readonly RawAnswer[]
  readonly joined: Joined | undefined
}

/** A text signed by these signers, as a wallet does that keeps to the rules. */
export async function signText(
  wallet: RawWallet,
  publicKey: Hex,
  signers: readonly number[],
  text: string,
): Promise<RawSigning> {
  const presigned = await presign(wallet, await headerFor(wallet, publicKey, signers))
  const request = messageRequest(publicKey, text)
  const answers = await Promise.all(
    signers.map(async (party) => signAt(wallet, party, presigned, request)),
  )
  const joined = joinAnswers(presigned, request, hashMessage(text), answers)
  return { presigned, request, answers, joined }
}

/** Expects a signature that verifies; `combine` lets no other out. */
export async function expectSigns(
  wallet: RawWallet,
  publicKey: Hex,
  signers: readonly number[],
  text: string = randomHex(8),
): Promise<void> {
  const { answers, joined } = await signText(wallet, publicKey, signers, text)
  expect(answers.map(({ code }) => code)).toEqual(signers.map(() => undefined))
  expect(joined?.kind).toBe('signature')
}
