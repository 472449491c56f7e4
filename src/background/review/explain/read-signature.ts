import type { AbiParameter } from 'viem'
import { parseAbiParameters } from 'viem/utils'

export type FunctionSignature = {
  readonly name: string
  /** What its selector is the hash of: `transfer(address,uint256)`. */
  readonly canonical: string
  readonly parameters: readonly AbiParameter[]
}

const canonicalType = (parameter: AbiParameter): string => {
  if (!parameter.type.startsWith('tuple')) return parameter.type
  const components = 'components' in parameter ? parameter.components : []
  return `(${components.map(canonicalType).join(',')})${parameter.type.slice('tuple'.length)}`
}

/** From Solidity's words: `transfer(address to, uint256 amount)`. */
export const readSignature = (text: string): FunctionSignature => {
  const at = text.indexOf('(')
  const name = text.slice(0, at)
  const inside = text.slice(at + 1, -1)
  const parameters = inside === '' ? [] : parseAbiParameters(inside)
  return { name, canonical: `${name}(${parameters.map(canonicalType).join(',')})`, parameters }
}
