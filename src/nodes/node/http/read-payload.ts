import * as z from 'zod'
import { digestOf } from '../../../payloads/digest-of.ts'
import { fromHex } from '../../../payloads/encoding/hex.ts'
import { factsOf, type Facts } from '../../../payloads/facts-of.ts'
import { decodePayload, type Payload } from '../../../payloads/payload.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { hash32 } from '../../../protocol/schemas.ts'
import type { DigestFacts } from '../sessions/limits/judge-limits.ts'
import { valueOf } from '../sessions/limits/judge-transaction.ts'
import type { DigestPayload } from '../sessions/required-ability.ts'

export type ReadPayload = {
  readonly payload: Payload | DigestPayload
  readonly facts: Facts | DigestFacts
  readonly digest: Uint8Array
  /** The most that it can take of its chain's coin; zero for what is no EVM transaction. */
  readonly value: bigint
}

const wireDigest = z.strictObject({ kind: z.literal('digest'), bytes: hash32 })

/** What is to be signed, read, and the digest that follows from it and from nothing else. */
export const readPayload = (wire: { readonly kind: string }): ReadPayload =>
  wire.kind === 'digest' ? readDigest(wire) : readWhole(wire)

const readDigest = (wire: { readonly kind: string }): ReadPayload => {
  const parsed = wireDigest.safeParse(wire)
  if (!parsed.success) {
    throw new ProtocolError('bad-payload', 'a digest is 32 bytes in lower-case hex with 0x')
  }
  const bytes = fromHex(parsed.data.bytes)
  return { payload: { kind: 'digest', bytes }, facts: { kind: 'digest' }, digest: bytes, value: 0n }
}

const readWhole = (wire: object): ReadPayload => {
  const payload = decodePayload(wire)
  const facts = factsOf(payload)
  const value = facts.kind === 'evm-transaction' ? valueOf(facts) : 0n
  return { payload, facts, digest: digestOf(payload), value }
}
