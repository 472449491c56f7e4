// https://www.rfc-editor.org/rfc/rfc3492
const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700

const digitOf = (character: string): number => {
  const digit = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(character)
  return digit < 0 ? BASE : digit
}

const adapt = (delta: number, length: number, isFirst: boolean): number => {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2))
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > Math.floor(((BASE - T_MIN) * T_MAX) / 2); k += BASE) {
    rest = Math.floor(rest / (BASE - T_MIN))
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}

/** A label of a host as people see it; one that cannot be read stays as it is. */
export const decodePunycode = (label: string): string => {
  if (!label.startsWith('xn--')) return label
  const text = label.slice('xn--'.length)
  const basic = Math.max(text.lastIndexOf('-'), 0)
  const output = Array.from(text.slice(0, basic), (character) => character.codePointAt(0) ?? 0)
  let [code, place, bias] = [128, 0, 72]
  for (let at = basic > 0 ? basic + 1 : 0; at < text.length;) {
    const before = place
    for (let [weight, k] = [1, BASE]; ; k += BASE) {
      const digit = digitOf(text.charAt(at))
      at += 1
      if (digit >= BASE || !Number.isSafeInteger(weight)) return label
      place += digit * weight
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX)
      if (digit < threshold) break
      weight *= BASE - threshold
    }
    bias = adapt(place - before, output.length + 1, before === 0)
    code += Math.floor(place / (output.length + 1))
    if (code > 0x10_ff_ff) return label
    place %= output.length + 1
    output.splice(place, 0, code)
    place += 1
  }
  return String.fromCodePoint(...output)
}
