import { BASE_TRANSFERS } from '../pairs/generation.ts'

/** A row of the extension's matrix: 128 bits in four 32-bit words, least significant first. */
export const ROW_WORDS = BASE_TRANSFERS / 32

/**
 * The same memory as words where its alignment permits, else a copy; little-endian, as every
 * platform that JavaScript runs on is.
 */
export const words = (bytes: Uint8Array): Uint32Array => {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
}

export const octets = (view: Uint32Array): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength)

/** Transposes a 32 x 32 bit block in place by swapping ever smaller quadrants. */
const transposeBlock = (block: Uint32Array): void => {
  let mask = 0x0000ffff
  for (let width = 16; width > 0; width >>>= 1, mask ^= mask << width) {
    for (let row = 0; row < 32; row = ((row | width) + 1) & ~width) {
      const upper = block[row] as number
      const lower = block[row | width] as number
      const swapped = ((upper >>> width) ^ lower) & mask
      block[row] = upper ^ (swapped << width)
      block[row | width] = lower ^ swapped
    }
  }
}

/** 128 columns of `rowCount` bits, joined, into `rowCount` rows of 128 bits, joined. */
export const transpose = (columns: Uint32Array, rowCount: number): Uint32Array => {
  const columnWords = rowCount / 32
  const rows = new Uint32Array(rowCount * ROW_WORDS)
  const block = new Uint32Array(32)
  for (let group = 0; group < ROW_WORDS; group++) {
    for (let word = 0; word < columnWords; word++) {
      for (let j = 0; j < 32; j++) {
        block[j] = columns[(group * 32 + j) * columnWords + word] as number
      }
      transposeBlock(block)
      for (let j = 0; j < 32; j++) {
        rows[(word * 32 + j) * ROW_WORDS + group] = block[j] as number
      }
    }
  }
  block.fill(0)
  return rows
}
