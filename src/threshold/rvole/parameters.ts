// Random vector OLE of DKLs23 (ePrint 2023/765, protocol 5.2): the receiver gets a random scalar,
// the sender gives two, and both end with additive shares of the two products.
import { fixedBytes, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import { scalarCodec } from '../groups/codec.ts'
import { hashToScalar } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { TRANSFERS } from '../ot/universal-hash.ts'
import type { Primitives } from '../primitives/primitives.ts'
import { readScalar, viewOf } from './scalars.ts'

/** Values a transfer carries: the sender's two inputs and one that only the check uses. */
export const INPUTS = 2
export const WIDTH = INPUTS + 1
export const ROW_BLOCKS = WIDTH * 2
export const ROW_BYTES = WIDTH * 32

/** The sender's only message. */
export const rvoleMessage = record('rvole', {
  masked: fixedBytes(TRANSFERS * ROW_BYTES),
  check: scalarCodec(secp256k1.order),
  digest: fixedBytes(32),
})
export type RvoleMessage = Decoded<typeof rvoleMessage>

/** Public weights of the receiver's choice bits, drawn anew for each session. */
export const gadget = (primitives: Primitives, session: Uint8Array): readonly bigint[] => {
  const seed = hash('rvole/gadget', session)
  const bytes = primitives.stream(seed.subarray(0, 16), seed.subarray(16), TRANSFERS * 32)
  const view = viewOf(bytes)
  return Array.from({ length: TRANSFERS }, (_, row) => readScalar(view, row * 32))
}

/** What weighs the inputs in the check: fixed by the whole of the sender's masked values. */
export const checkWeights = (
  primitives: Primitives,
  session: Uint8Array,
  masked: Uint8Array,
): readonly [bigint, bigint] => {
  const values = primitives.sha256(masked)
  const weight = (index: number): bigint =>
    hashToScalar(secp256k1.order, 'rvole/weight', session, Uint8Array.of(index), values)
  return [weight(0), weight(1)]
}

export const checkDigest = (
  primitives: Primitives,
  session: Uint8Array,
  values: Uint8Array,
): Uint8Array => hash('rvole/check', session, primitives.sha256(values))
