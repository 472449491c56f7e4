import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** What a schema of this room lets through: no fractions, nothing undefined, nothing with a class. */
export type Canonical =
  | string
  | number
  | boolean
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined }

/**
 * The one way to write a value down for a signature: JSON with sorted keys and nothing to spare,
 * after the name of what it is, so that no two kinds of statement share bytes.
 */
export const canonicalBytes = (domain: string, value: Canonical): Uint8Array =>
  utf8ToBytes(`assent/${domain}/1\n${write(value)}`)

export const canonicalHash = (domain: string, value: Canonical): `0x${string}` =>
  `0x${bytesToHex(sha256(canonicalBytes(domain, value)))}`

const write = (value: Canonical): string => {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new TypeError('only whole numbers have one spelling')
  }
  if (typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(write).join(',')}]`
  const fields = Object.keys(value)
    .toSorted()
    .flatMap((key) => {
      const field = value[key]
      return field === undefined ? [] : [`${JSON.stringify(key)}:${write(field)}`]
    })
  return `{${fields.join(',')}}`
}

const isList = (value: object): value is readonly Canonical[] => Array.isArray(value)
