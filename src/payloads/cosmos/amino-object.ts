import { isJsonObject, type Json } from '../encoding/json.ts'
import { PayloadError } from '../errors.ts'
import { readCoin, readDecimal, type Coin } from './coin.ts'

export type AminoObject = {
  readonly value: (key: string) => Json
  readonly text: (key: string) => string
  readonly optionalText: (key: string) => string
  readonly decimal: (key: string) => bigint
  readonly list: (key: string) => readonly Json[]
  readonly coins: (key: string) => readonly Coin[]
  readonly has: (key: string) => boolean
}

/** Reads an object by its keys; `read` must ask for each of them, or the object has one too many. */
export const readAminoObject = <T>(
  json: Json | undefined,
  what: string,
  read: (object: AminoObject) => T,
): T => {
  if (!isJsonObject(json)) throw new PayloadError('bad-shape', `${what} is no object`)
  const asked = new Set<string>()

  const value = (key: string): Json => {
    asked.add(key)
    const found = json.get(key)
    if (found === undefined) throw new PayloadError('missing-field', `${what} lacks ${key}`)
    return found
  }
  const text = (key: string): string => {
    const found = value(key)
    if (typeof found !== 'string') {
      throw new PayloadError('bad-shape', `${key} of ${what} is no string`)
    }
    return found
  }
  const list = (key: string): readonly Json[] => {
    const found = value(key)
    if (!Array.isArray(found)) throw new PayloadError('bad-shape', `${key} of ${what} is no list`)
    return found as readonly Json[]
  }

  const result = read({
    value,
    text,
    list,
    optionalText: (key) => (json.has(key) ? text(key) : ''),
    decimal: (key) => readDecimal(text(key), `${key} of ${what}`),
    coins: (key) => list(key).map(readAminoCoin),
    has: (key) => json.has(key),
  })
  const extra = Array.from(json.keys()).find((key) => !asked.has(key))
  if (extra !== undefined) {
    throw new PayloadError(
      'unknown-field',
      `${what} has an unknown key ${JSON.stringify(extra.slice(0, 80))}`,
    )
  }
  return result
}

export const readAminoCoin = (json: Json): Coin =>
  readAminoObject(json, 'a coin', ({ text }) => readCoin(text('denom'), text('amount')))
