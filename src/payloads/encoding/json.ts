import { PayloadError } from '../errors.ts'
import { JsonReader } from './json-reader.ts'

/** JSON without fractions. Integers keep every digit; objects keep their order and no prototype. */
export type Json = null | boolean | string | bigint | readonly Json[] | JsonObject
export type JsonObject = ReadonlyMap<string, Json>

export const isJsonObject = (value: Json | undefined): value is JsonObject => value instanceof Map

const refuse = (message: string): never => {
  throw new PayloadError('bad-json', message)
}

/** Reads what RFC 8259 allows, except what two readers could take differently. */
export const parseJson = (text: string, options: { maxDepth?: number } = {}): Json => {
  const input = new JsonReader(text)
  const maxDepth = options.maxDepth ?? 64

  const object = (depth: number): JsonObject => {
    const entries = new Map<string, Json>()
    if (input.take('}')) return entries
    do {
      const key = input.string()
      if (entries.has(key)) refuse(`the key ${JSON.stringify(key)} is there twice`)
      if (key === '__proto__') refuse('the key "__proto__" is refused')
      input.expect(':')
      entries.set(key, value(depth))
    } while (input.take(','))
    input.expect('}')
    return entries
  }

  const array = (depth: number): readonly Json[] => {
    const items: Json[] = []
    if (input.take(']')) return items
    do items.push(value(depth))
    while (input.take(','))
    input.expect(']')
    return items
  }

  const value = (depth: number): Json => {
    if (depth > maxDepth) {
      throw new PayloadError('too-large', `JSON is nested deeper than ${maxDepth} levels`)
    }
    if (input.take('{')) return object(depth + 1)
    if (input.take('[')) return array(depth + 1)
    if (input.take('true')) return true
    if (input.take('false')) return false
    if (input.take('null')) return null
    return input.peek() === '"' ? input.string() : input.integer()
  }

  const whole = value(0)
  input.end()
  return whole
}
