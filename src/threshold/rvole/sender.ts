import { wipe } from '../encoding/bytes.ts'
import { mod, randomScalar } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { octets, words } from '../ot/bit-matrix.ts'
import { extendAsSender, type ExtensionMessage } from '../ot/extension.ts'
import { rowHash } from '../ot/row-hash.ts'
import { TRANSFERS } from '../ot/universal-hash.ts'
import type { SenderSeeds } from '../pairs/generation.ts'
import type { Primitives, Randomness } from '../primitives/primitives.ts'
import {
  checkDigest,
  checkWeights,
  gadget,
  ROW_BLOCKS,
  ROW_BYTES,
  type RvoleMessage,
} from './parameters.ts'
import { maskInputs, packScalars, readScalar, viewOf, writeScalar } from './scalars.ts'

const { order } = secp256k1
const NO_OFFSET = new Uint32Array(4)

/**
 * Answers the receiver's extension message with two secret inputs. Undefined when that message
 * fails its check: the pair's generation must then be dropped.
 */
export const rvoleSend = (
  primitives: Primitives,
  random: Randomness,
  session: Uint8Array,
  seeds: SenderSeeds,
  message: ExtensionMessage,
  [first, second]: readonly [bigint, bigint],
): { readonly reply: RvoleMessage; readonly shares: readonly [bigint, bigint] } | undefined => {
  const rows = extendAsSender(primitives, session, seeds, message)
  if (rows === undefined) return undefined

  const hashRows = rowHash(primitives, session, ROW_BLOCKS)
  const zeros = hashRows(rows, NO_OFFSET, TRANSFERS)
  const ones = hashRows(rows, words(seeds.choices), TRANSFERS)
  rows.fill(0)
  const pad = randomScalar(order, random)
  const inputs = packScalars([first, second, pad])
  const masked = octets(maskInputs(words(zeros), words(ones), words(inputs)))
  wipe(ones, inputs)

  const zero = viewOf(zeros)
  const [weight0, weight1] = checkWeights(primitives, session, masked)
  const weights = gadget(primitives, session)
  const values = new Uint8Array(TRANSFERS * 32)
  const value = viewOf(values)
  let sum0 = 0n
  let sum1 = 0n
  for (let row = 0; row < TRANSFERS; row++) {
    const at = row * ROW_BYTES
    const share0 = readScalar(zero, at)
    const share1 = readScalar(zero, at + 32)
    const weight = weights[row] as bigint
    sum0 += weight * share0
    sum1 += weight * share1
    const sum = readScalar(zero, at + 64) + weight0 * share0 + weight1 * share1
    writeScalar(value, row * 32, mod(sum, order))
  }
  const digest = checkDigest(primitives, session, values)
  wipe(zeros, values)
  return {
    reply: { masked, check: mod(pad + weight0 * first + weight1 * second, order), digest },
    shares: [mod(-sum0, order), mod(-sum1, order)],
  }
}
