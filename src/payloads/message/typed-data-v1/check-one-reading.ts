import { PayloadError } from '../../errors.ts'
import { isVariable, type PackedType } from './packed-type.ts'

export type Declared = { readonly type: string; readonly name: string; readonly packed: PackedType }

/** What is hashed of types and names; nothing stands between one field and the next. */
export const schemaOf = (fields: readonly Declared[]): string =>
  fields.map(({ type, name }) => `${type} ${name}`).join('')

const typeWord = /(?:u?int\d*|bytes\d*|bool|address|string)(?:\[\d*\])* /g

/**
 * Neither names nor values are hashed with their lengths, so a page could show one list and use the
 * signature for another: names that swallow a field, a text that lends its end to the next value.
 * With fields that begin where a type word stands and nowhere else, and one value at most whose
 * length is open, no two lists that are read have one digest. Contracts that expect other lists
 * than these are not served.
 */
export const checkOneReading = (fields: readonly Declared[]): void => {
  let end = 0
  const starts = fields.map(({ type, name }) => {
    const start = end
    end += type.length + 1 + name.length
    return start
  })
  const found = Array.from(schemaOf(fields).matchAll(typeWord), ({ index }) => index)
  if (found.length !== starts.length || found.some((at, place) => at !== starts[place])) {
    throw new PayloadError(
      'contradiction',
      'a name reads as a field of its own: leave words like "uint8" out of names',
    )
  }
  const open = fields.filter(({ packed }) => isVariable(packed))
  if (open.length > 1) {
    const names = open.map(({ name }) => JSON.stringify(name.slice(0, 80))).slice(0, 2)
    throw new PayloadError(
      'contradiction',
      `where ${names.join(' ends and ')} begins would not be signed: give one field at most whose length is open`,
    )
  }
}
