import type { AbiParameter } from 'viem'
import { parseAbiParameters } from 'viem/utils'

export type FunctionSignature = {
  readonly name: string
  /** What its selector is the hash of: `transfer(address,uint256)`. */
  readonly canonical: string
  readonly parameters: readonly AbiParameter[]
}

/** Without the names, which every parameter here has. */
export const canonicalOf = (text: string): string =>
  text.replace(/ \w+(?=[,)])/g, '').replaceAll(' ', '')

const read = new Map<string, FunctionSignature>()

/** From Solidity's words: `transfer(address to, uint256 amount)`. */
export const readSignature = (text: string): FunctionSignature => {
  const known = read.get(text)
  if (known !== undefined) return known
  const at = text.indexOf('(')
  const inside = text.slice(at + 1, -1)
  const signature = {
    name: text.slice(0, at),
    canonical: canonicalOf(text),
    parameters: inside === '' ? [] : parseAbiParameters(inside),
  }
  read.set(text, signature)
  return signature
}
