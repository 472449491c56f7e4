import { keccak_256 } from '@noble/hashes/sha3.js'
import { toHex } from '../../../payloads/encoding/hex.ts'
import { textToBytes } from '../../../payloads/encoding/text.ts'
import { canonicalOf, readSignature, type FunctionSignature } from './read-signature.ts'
import { signatures } from './signatures.ts'

let table: ReadonlyMap<string, string> | undefined

/** Of the canonical form, so that a typing error makes an unknown function and never a wrong one. */
export const selectorOf = (signature: string): string =>
  toHex(keccak_256(textToBytes(canonicalOf(signature))).subarray(0, 4))

/** The function behind a selector, if it is one that we know; another could share the selector. */
export const findFunction = (selector: string): FunctionSignature | undefined => {
  // A few milliseconds that a worker's start does without.
  table ??= new Map(signatures.map((signature) => [selectorOf(signature), signature]))
  const signature = table.get(selector.toLowerCase())
  return signature === undefined ? undefined : readSignature(signature)
}
