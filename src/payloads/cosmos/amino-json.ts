import { isJsonObject, type Json } from '../encoding/json.ts'
import { PayloadError } from '../errors.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': String.raw`\u0026`,
  '<': String.raw`\u003c`,
  '>': String.raw`\u003e`,
}

const writeString = (text: string): string =>
  JSON.stringify(text).replaceAll(/[&<>]/g, (character) => escapes[character] ?? character)

/** Libraries in JavaScript move such keys to the front, chains do not. */
const movesToFront = /^(?:0|[1-9][0-9]*)$/

/** JavaScript compares these by halves, chains do not. */
const beyondBasicPlane = /[\u{10000}-\u{10FFFF}]/u

const sortedKeys = (keys: readonly string[]): readonly string[] => {
  const odd = keys.find((key) => movesToFront.test(key) || beyondBasicPlane.test(key))
  if (odd !== undefined && keys.length > 1) {
    throw new PayloadError('not-canonical', `the key ${JSON.stringify(odd)} has no one place`)
  }
  return keys.toSorted()
}

/** The one way to write a document: keys in order, no space, three characters escaped for HTML. */
export const writeAminoJson = (value: Json): string => {
  if (typeof value === 'string') return writeString(value)
  if (typeof value === 'bigint') {
    if (BigInt.asIntN(54, value) !== value || value === -(1n << 53n)) {
      throw new PayloadError('out-of-range', 'write a number this large as a string')
    }
    return value.toString()
  }
  if (isJsonObject(value)) {
    const entries = sortedKeys(Array.from(value.keys())).map(
      (key) => `${writeString(key)}:${writeAminoJson(value.get(key) ?? null)}`,
    )
    return `{${entries.join(',')}}`
  }
  if (Array.isArray(value)) {
    return `[${(value as readonly Json[]).map(writeAminoJson).join(',')}]`
  }
  return JSON.stringify(value)
}
