/** What an address looks like; the same address looks the same everywhere and for ever. */
export type IdenticonShape = {
  /** Degrees on the wheel. */
  readonly hue: number
  readonly other: number
  readonly petals: number
  /** Of 100. */
  readonly length: number
  readonly width: number
  readonly turn: number
  readonly core: number
  readonly dots: boolean
}

/** FNV-1a, and xorshift after it, so that addresses that differ in one place look nothing alike. */
const numbersOf = (text: string): (() => number) => {
  let state = 0x811c9dc5
  for (const character of text.toLowerCase()) {
    state = Math.imul(state ^ character.charCodeAt(0), 0x01000193)
  }
  if (state === 0) state = 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 0x1_0000_0000
  }
}

export const identiconShape = (address: string): IdenticonShape => {
  const next = numbersOf(address)
  for (let skipped = 0; skipped < 4; skipped += 1) next()
  const hue = Math.floor(next() * 24) * 15
  return {
    hue,
    other: (hue + 40 + Math.floor(next() * 9) * 30) % 360,
    petals: 3 + Math.floor(next() * 6),
    length: 26 + Math.floor(next() * 3) * 6,
    width: 9 + Math.floor(next() * 4) * 4,
    turn: Math.floor(next() * 12) * 30,
    core: 7 + Math.floor(next() * 3) * 4,
    dots: next() < 0.5,
  }
}
