import { equalBytes, wipe } from '../encoding/bytes.ts'
import { mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { octets, words } from '../ot/bit-matrix.ts'
import { extendAsReceiver, type ExtensionMessage } from '../ot/extension.ts'
import { rowHash } from '../ot/row-hash.ts'
import { TRANSFERS } from '../ot/universal-hash.ts'
import type { ReceiverSeeds } from '../pairs/generation.ts'
import type { Primitives, Randomness } from '../primitives/primitives.ts'
import {
  checkDigest,
  checkWeights,
  gadget,
  ROW_BLOCKS,
  ROW_BYTES,
  type RvoleMessage,
} from './parameters.ts'
import { addChosen, readScalar, viewOf, writeScalar } from './scalars.ts'

const { order } = secp256k1
const NO_OFFSET = new Uint32Array(4)

export type RvoleReceiver = {
  readonly message: ExtensionMessage
  /** The random scalar that both of the sender's inputs are multiplied with. */
  readonly factor: bigint
  /** The receiver's shares of the products; undefined when the sender was inconsistent. */
  receive(reply: RvoleMessage): readonly [bigint, bigint] | undefined
  wipe(): void
}

export const rvoleReceiver = (
  primitives: Primitives,
  random: Randomness,
  session: Uint8Array,
  seeds: ReceiverSeeds,
): RvoleReceiver => {
  const { message, result } = extendAsReceiver(primitives, random, session, seeds)
  const { rows, choices } = result
  const weights = gadget(primitives, session)
  const bitOf = (row: number): number => ((choices[row >>> 3] as number) >>> (row & 7)) & 1
  let factor = 0n
  for (let row = 0; row < TRANSFERS; row++) factor += BigInt(bitOf(row)) * (weights[row] as bigint)

  return {
    message,
    factor: mod(factor, order),

    receive(reply) {
      const hashed = words(rowHash(primitives, session, ROW_BLOCKS)(rows, NO_OFFSET, TRANSFERS))
      const shares = octets(addChosen(hashed, words(reply.masked), ROW_BYTES / 4, bitOf))
      const share = viewOf(shares)
      const [weight0, weight1] = checkWeights(primitives, session, reply.masked)
      const values = new Uint8Array(TRANSFERS * 32)
      const value = viewOf(values)
      let sum0 = 0n
      let sum1 = 0n
      for (let row = 0; row < TRANSFERS; row++) {
        const at = row * ROW_BYTES
        const share0 = readScalar(share, at)
        const share1 = readScalar(share, at + 32)
        const weight = weights[row] as bigint
        sum0 += weight * share0
        sum1 += weight * share1
        const pad = readScalar(share, at + 64)
        const sum = pad + weight0 * share0 + weight1 * share1 - BigInt(bitOf(row)) * reply.check
        writeScalar(value, row * 32, mod(sum, order))
      }
      const digest = checkDigest(primitives, session, values)
      wipe(shares, values)
      if (!equalBytes(digest, reply.digest)) return undefined
      return [mod(sum0, order), mod(sum1, order)]
    },

    wipe() {
      rows.fill(0)
      wipe(choices)
    },
  }
}
