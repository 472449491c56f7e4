/**
 * The checksum of an address (EIP-55), for a page without dependencies: the text that another
 * wallet signs names its account so.
 */
export const keccakScript = `
const MASK = (1n << 64n) - 1n
const rotate = (word, by) => by === 0n ? word : ((word << by) | (word >> (64n - by))) & MASK
const roundConstants = (() => {
  const all = []
  let bits = 1
  const next = () => {
    const bit = bits & 1
    bits = bits & 0x80 ? ((bits << 1) ^ 0x171) & 0xff : bits << 1
    return bit
  }
  for (let round = 0; round < 24; round += 1) {
    let value = 0n
    for (let at = 0; at < 7; at += 1) if (next()) value |= 1n << BigInt((1 << at) - 1)
    all.push(value)
  }
  return all
})()

const permute = (state) => {
  for (const constant of roundConstants) {
    const column = [0, 1, 2, 3, 4].map((x) =>
      state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20])
    for (let at = 0; at < 25; at += 1) {
      const x = at % 5
      state[at] ^= column[(x + 4) % 5] ^ rotate(column[(x + 1) % 5], 1n)
    }
    let moved = state[1]
    for (let step = 0, x = 1, y = 0; step < 24; step += 1) {
      const to = y + 5 * ((2 * x + 3 * y) % 5)
      const by = BigInt(((step + 1) * (step + 2) / 2) % 64)
      ;[state[to], moved] = [rotate(moved, by), state[to]]
      ;[x, y] = [y, (2 * x + 3 * y) % 5]
    }
    for (let row = 0; row < 25; row += 5) {
      const before = state.slice(row, row + 5)
      for (let x = 0; x < 5; x += 1) {
        state[row + x] = before[x] ^ (~before[(x + 1) % 5] & MASK & before[(x + 2) % 5])
      }
    }
    state[0] ^= constant
  }
}

/** Of less than 136 bytes, which an address in letters is. */
const keccak = (bytes) => {
  const block = new Uint8Array(136)
  block.set(bytes)
  block[bytes.length] = 1
  block[135] |= 0x80
  const state = Array.from({ length: 25 }, () => 0n)
  block.forEach((byte, at) => { state[at >> 3] ^= BigInt(byte) << BigInt(8 * (at & 7)) })
  permute(state)
  return [0, 1, 2, 3].map((word) =>
    Array.from({ length: 8 }, (_, at) =>
      Number((state[word] >> BigInt(8 * at)) & 255n).toString(16).padStart(2, '0')).join('')).join('')
}

const withChecksum = (address) => {
  const letters = address.slice(2).toLowerCase()
  const hash = keccak(new TextEncoder().encode(letters))
  return '0x' + Array.from(letters, (letter, at) =>
    parseInt(hash[at], 16) > 7 ? letter.toUpperCase() : letter).join('')
}
`
