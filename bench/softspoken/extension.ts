// SoftSpokenOT (Roy, ePrint 2022/192) over the field of 2^width elements: the same correlated
// transfers as src/threshold/ot/extension.ts, and the same check, from punctured trees instead of
// pairs of seeds. An experiment, kept to be measured again: docs/decisions/0011-ot-extension.md.
import { hash } from '../../src/threshold/encoding/transcript.ts'
import { octets, ROW_WORDS, transpose, words } from '../../src/threshold/ot/bit-matrix.ts'
import {
  ALL_ROWS,
  CHECK_ROWS,
  compressBits,
  compressRows,
  MATRIX_BYTES,
} from '../../src/threshold/ot/universal-hash.ts'
import { BASE_TRANSFERS, SEED_LENGTH } from '../../src/threshold/pairs/generation.ts'
import type { Primitives } from '../../src/threshold/primitives/primitives.ts'
import type { PuncturedSeeds, TreeSeeds } from './seeds.ts'

const COLUMN_WORDS = ALL_ROWS / 32

export type SoftMessage = {
  /** One column a tree, but for the first, whose sum of leaves is what was chosen. */
  readonly corrections: Uint8Array
  readonly choiceSum: Uint8Array
  readonly rowSums: Uint8Array
}

/** The stream of each leaf, one after the other. */
const expander = (primitives: Primitives, session: Uint8Array, leaves: Uint8Array) => {
  const counter = hash('softspoken/stream', session).slice(0, 16)
  return (leaf: number): Uint32Array => {
    const seed = leaves.subarray(leaf * SEED_LENGTH, (leaf + 1) * SEED_LENGTH)
    return words(primitives.stream(seed, counter, ALL_ROWS / 8))
  }
}

const addInto = (sum: Uint32Array, start: number, summand: Uint32Array): void => {
  for (let word = 0; word < COLUMN_WORDS; word++) {
    sum[start + word] = (sum[start + word] as number) ^ (summand[word] as number)
  }
}

const checkMatrix = (
  primitives: Primitives,
  session: Uint8Array,
  corrections: Uint8Array,
): Uint8Array => {
  const challenge = hash('softspoken/check', session, primitives.sha256(corrections))
  return primitives.stream(challenge.subarray(0, 16), challenge.subarray(16), MATRIX_BYTES)
}

/** Row i is t_i, and bit i of the choices was chosen: they come out of the first tree. */
export const softReceive = (
  primitives: Primitives,
  session: Uint8Array,
  { width, leaves }: TreeSeeds,
): { readonly message: SoftMessage; readonly rows: Uint32Array; readonly choices: Uint8Array } => {
  const expand = expander(primitives, session, leaves)
  const leavesATree = 2 ** width
  const trees = BASE_TRANSFERS / width
  const columns = new Uint32Array(BASE_TRANSFERS * COLUMN_WORDS)
  const sums = new Uint32Array(trees * COLUMN_WORDS)
  for (let tree = 0; tree < trees; tree++) {
    for (let leaf = 0; leaf < leavesATree; leaf++) {
      const stream = expand(tree * leavesATree + leaf)
      addInto(sums, tree * COLUMN_WORDS, stream)
      for (let bit = 0; bit < width; bit++) {
        if (((leaf >>> bit) & 1) === 1) {
          addInto(columns, (tree * width + bit) * COLUMN_WORDS, stream)
        }
      }
    }
  }
  const chosen = sums.slice(0, COLUMN_WORDS)
  for (let tree = 1; tree < trees; tree++) addInto(sums, tree * COLUMN_WORDS, chosen)
  const corrections = octets(sums.slice(COLUMN_WORDS))

  const rows = transpose(columns, ALL_ROWS)
  columns.fill(0)
  const matrix = checkMatrix(primitives, session, corrections)
  const choices = octets(chosen)
  const choiceSum = compressBits(matrix, choices)
  const rowSums = octets(compressRows(matrix, rows))
  return { message: { corrections, choiceSum, rowSums }, rows, choices }
}

/** q_i = t_i xor (choice_i and the missing leaves); undefined when the check fails. */
export const softSend = (
  primitives: Primitives,
  session: Uint8Array,
  { width, missing, leaves }: PuncturedSeeds,
  { corrections, choiceSum, rowSums }: SoftMessage,
): Uint32Array | undefined => {
  const expand = expander(primitives, session, leaves)
  const leavesATree = 2 ** width - 1
  const received = words(corrections)
  const columns = new Uint32Array(BASE_TRANSFERS * COLUMN_WORDS)
  for (let tree = 0; tree < BASE_TRANSFERS / width; tree++) {
    for (let distance = 1; distance <= leavesATree; distance++) {
      const stream = expand(tree * leavesATree + distance - 1)
      for (let bit = 0; bit < width; bit++) {
        if (((distance >>> bit) & 1) === 1) {
          addInto(columns, (tree * width + bit) * COLUMN_WORDS, stream)
        }
      }
    }
  }
  for (let column = width; column < BASE_TRANSFERS; column++) {
    const mask = -(((missing[column >>> 3] as number) >>> (column & 7)) & 1)
    const from = (Math.floor(column / width) - 1) * COLUMN_WORDS
    for (let word = 0; word < COLUMN_WORDS; word++) {
      const at = column * COLUMN_WORDS + word
      columns[at] = (columns[at] as number) ^ ((received[from + word] as number) & mask)
    }
  }
  const rows = transpose(columns, ALL_ROWS)
  columns.fill(0)
  const sums = compressRows(checkMatrix(primitives, session, corrections), rows)
  return answersFit(sums, words(missing), choiceSum, words(rowSums)) ? rows : undefined
}

const answersFit = (
  sums: Uint32Array,
  own: Uint32Array,
  choiceSum: Uint8Array,
  claimed: Uint32Array,
): boolean => {
  let difference = 0
  for (let output = 0; output < CHECK_ROWS; output++) {
    const mask = -(((choiceSum[output >>> 3] as number) >>> (output & 7)) & 1)
    for (let word = 0; word < ROW_WORDS; word++) {
      const at = output * ROW_WORDS + word
      difference |= (sums[at] as number) ^ (claimed[at] as number) ^ ((own[word] as number) & mask)
    }
  }
  return difference === 0
}
