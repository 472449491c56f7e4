// OT extension: Keller-Orsini-Scholl (ePrint 2015/546) with the consistency check of its corrected
// version, made non-interactive by Fiat-Shamir as DKLs23 (ePrint 2023/765) proposes.
import { fixedBytes, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import {
  BASE_TRANSFERS,
  SEED_LENGTH,
  type ReceiverSeeds,
  type SenderSeeds,
} from '../pairs/generation.ts'
import type { Primitives, Randomness } from '../primitives/primitives.ts'
import { octets, ROW_WORDS, transpose, words } from './bit-matrix.ts'
import { ALL_ROWS, CHECK_ROWS, compressBits, compressRows, MATRIX_BYTES } from './universal-hash.ts'

const COLUMN_BYTES = ALL_ROWS / 8
const COLUMN_WORDS = COLUMN_BYTES / 4

/** What the receiver of the transfers says: its masked choices, and the answer to the check. */
export const extensionMessage = record('ot-extension', {
  columns: fixedBytes(BASE_TRANSFERS * COLUMN_BYTES),
  choiceSum: fixedBytes(CHECK_ROWS / 8),
  rowSums: fixedBytes(CHECK_ROWS * ROW_WORDS * 4),
})
export type ExtensionMessage = Decoded<typeof extensionMessage>

/** The receiver's side: row i is t_i, and it chose bit i of `choices`. */
export type ReceiverRows = { readonly rows: Uint32Array; readonly choices: Uint8Array }

const streamCounter = (session: Uint8Array): Uint8Array => hash('ot/stream', session).slice(0, 16)

const expand = (
  primitives: Primitives,
  seeds: Uint8Array,
  counter: Uint8Array,
  column: number,
): Uint32Array => {
  const seed = seeds.subarray(column * SEED_LENGTH, (column + 1) * SEED_LENGTH)
  return words(primitives.stream(seed, counter, COLUMN_BYTES))
}

/** The function of the family that both sides check with, fixed only once the columns are. */
const checkMatrix = (
  primitives: Primitives,
  session: Uint8Array,
  columns: Uint8Array,
): Uint8Array => {
  const challenge = hash('ot/check', session, primitives.sha256(columns))
  return primitives.stream(challenge.subarray(0, 16), challenge.subarray(16), MATRIX_BYTES)
}

/** Extends 128 base transfers to `ALL_ROWS` with random choices. */
export const extendAsReceiver = (
  primitives: Primitives,
  random: Randomness,
  session: Uint8Array,
  seeds: ReceiverSeeds,
): { readonly message: ExtensionMessage; readonly result: ReceiverRows } => {
  const counter = streamCounter(session)
  const choices = random(COLUMN_BYTES)
  const chosen = words(choices.slice())
  const kept = new Uint32Array(BASE_TRANSFERS * COLUMN_WORDS)
  const sent = new Uint32Array(BASE_TRANSFERS * COLUMN_WORDS)
  for (let column = 0; column < BASE_TRANSFERS; column++) {
    const zero = expand(primitives, seeds.zeros, counter, column)
    const one = expand(primitives, seeds.ones, counter, column)
    const start = column * COLUMN_WORDS
    kept.set(zero, start)
    for (let word = 0; word < COLUMN_WORDS; word++) {
      sent[start + word] = (zero[word] as number) ^ (one[word] as number) ^ (chosen[word] as number)
    }
  }
  const columns = octets(sent)
  const rows = transpose(kept, ALL_ROWS)
  kept.fill(0)
  chosen.fill(0)
  const matrix = checkMatrix(primitives, session, columns)
  return {
    message: {
      columns,
      choiceSum: compressBits(matrix, choices),
      rowSums: octets(compressRows(matrix, rows)),
    },
    result: { rows, choices },
  }
}

/**
 * The sender's rows, q_i = t_i xor (choice_i and its own bits); undefined when the receiver's
 * answer does not fit, which has told the receiver whether its guess at those bits was right.
 */
export const extendAsSender = (
  primitives: Primitives,
  session: Uint8Array,
  seeds: SenderSeeds,
  message: ExtensionMessage,
): Uint32Array | undefined => {
  const counter = streamCounter(session)
  const received = words(message.columns)
  const columns = new Uint32Array(BASE_TRANSFERS * COLUMN_WORDS)
  for (let column = 0; column < BASE_TRANSFERS; column++) {
    const known = expand(primitives, seeds.chosen, counter, column)
    const bit = ((seeds.choices[column >>> 3] as number) >>> (column & 7)) & 1
    const mask = -bit
    const start = column * COLUMN_WORDS
    for (let word = 0; word < COLUMN_WORDS; word++) {
      columns[start + word] = (known[word] as number) ^ ((received[start + word] as number) & mask)
    }
  }
  const rows = transpose(columns, ALL_ROWS)
  columns.fill(0)

  const matrix = checkMatrix(primitives, session, message.columns)
  const sums = compressRows(matrix, rows)
  const claimed = words(message.rowSums)
  const own = words(seeds.choices)
  let difference = 0
  for (let output = 0; output < CHECK_ROWS; output++) {
    const mask = -(((message.choiceSum[output >>> 3] as number) >>> (output & 7)) & 1)
    for (let word = 0; word < ROW_WORDS; word++) {
      const at = output * ROW_WORDS + word
      difference |= (sums[at] as number) ^ (claimed[at] as number) ^ ((own[word] as number) & mask)
    }
  }
  sums.fill(0)
  if (difference === 0) return rows
  rows.fill(0)
  return undefined
}
