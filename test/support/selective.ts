import { uint16Bytes } from '../../src/threshold/encoding/bytes.ts'
import { hash } from '../../src/threshold/encoding/transcript.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import { mod, randomScalar } from '../../src/threshold/groups/scalar.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { octets, words } from '../../src/threshold/ot/bit-matrix.ts'
import {
  extendAsReceiver,
  extendAsSender,
  type ExtensionMessage,
} from '../../src/threshold/ot/extension.ts'
import { rowHash } from '../../src/threshold/ot/row-hash.ts'
import {
  ALL_ROWS,
  compressBits,
  compressRows,
  MATRIX_BYTES,
  TRANSFERS,
} from '../../src/threshold/ot/universal-hash.ts'
import type { ReceiverSeeds, SenderSeeds } from '../../src/threshold/pairs/generation.ts'
import { native } from '../../src/threshold/primitives/native.ts'
import type { Randomness } from '../../src/threshold/primitives/primitives.ts'
import {
  checkDigest,
  checkWeights,
  ROW_BLOCKS,
  ROW_BYTES,
  type RvoleMessage,
} from '../../src/threshold/rvole/parameters.ts'
import { readScalar, viewOf, writeScalar } from '../../src/threshold/rvole/scalars.ts'

const { order } = secp256k1

/** The session in which `sender`'s secrets meet `receiver`'s factor. */
export const productSession = (
  session: Uint8Array,
  sender: PartyId,
  receiver: PartyId,
): Uint8Array => hash('ecdsa/product', session, uint16Bytes(sender), uint16Bytes(receiver))

/**
 * The selective failure of Keller, Orsini and Scholl: the receiver chooses another bit of `row` in
 * some columns than in the others, and answers the check as if it had not. It passes exactly when
 * the sender's secret bits at those columns are all zero.
 */
export const chooseTwice = (
  random: Randomness,
  session: Uint8Array,
  seeds: ReceiverSeeds,
  { row, columns }: { readonly row: number; readonly columns: readonly number[] },
): ExtensionMessage => {
  const { message, result } = extendAsReceiver(native, random, session, seeds)
  const changed = message.columns.slice()
  for (const column of columns) {
    const at = (column * ALL_ROWS + row) >> 3
    changed[at] = (changed[at] ?? 0) ^ (1 << (row & 7))
  }
  const challenge = hash('ot/check', session, native.sha256(changed))
  const matrix = native.stream(challenge.subarray(0, 16), challenge.subarray(16), MATRIX_BYTES)
  return {
    columns: changed,
    choiceSum: compressBits(matrix, result.choices),
    rowSums: octets(compressRows(matrix, result.rows)),
  }
}

/**
 * The mirror of it: a sender that offers other inputs in some rows, off by `errors`, and makes the
 * check's values fit a receiver that chose zero there. It passes exactly when the receiver did in
 * all.
 */
export const probeChoice = (
  random: Randomness,
  session: Uint8Array,
  seeds: SenderSeeds,
  message: ExtensionMessage,
  probe: {
    readonly inputs: readonly [bigint, bigint]
    readonly rows: readonly number[]
    readonly errors?: readonly [bigint, bigint]
  },
): RvoleMessage => {
  const rows = extendAsSender(native, session, seeds, message)
  if (rows === undefined) throw new Error('the receiver is honest')
  const hashRows = rowHash(native, session, ROW_BLOCKS)
  const zero = viewOf(hashRows(rows, new Uint32Array(4), TRANSFERS))
  const one = viewOf(hashRows(rows, words(seeds.choices), TRANSFERS))
  const pad = randomScalar(order, random)
  const masked = new Uint8Array(TRANSFERS * ROW_BYTES)
  const [first, second] = probe.inputs
  const [firstError, secondError] = probe.errors ?? [1n, 0n]
  for (let row = 0; row < TRANSFERS; row++) {
    const off = probe.rows.includes(row)
    const offered = off ? [first + firstError, second + secondError, pad] : [first, second, pad]
    for (const [index, input] of offered.entries()) {
      const at = row * ROW_BYTES + index * 32
      const difference = readScalar(zero, at) - readScalar(one, at)
      writeScalar(viewOf(masked), at, mod(difference + input, order))
    }
  }
  const [weight0, weight1] = checkWeights(native, session, masked)
  const values = new Uint8Array(TRANSFERS * 32)
  for (let row = 0; row < TRANSFERS; row++) {
    const at = row * ROW_BYTES
    const sum = weight0 * readScalar(zero, at) + weight1 * readScalar(zero, at + 32)
    writeScalar(viewOf(values), row * 32, mod(readScalar(zero, at + 64) + sum, order))
  }
  return {
    masked,
    check: mod(pad + weight0 * first + weight1 * second, order),
    digest: checkDigest(native, session, values),
  }
}

/** Which bit a receiver chose in a row, as whoever sees its memory knows. */
export const bitAt = (choices: Uint8Array, row: number): number =>
  ((choices[row >> 3] ?? 0) >> (row & 7)) & 1
