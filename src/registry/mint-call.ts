import { encodeFunctionData, type Address, type Hex } from 'viem'
import { pkpNftAbi } from './abi/pkp-nft.ts'
import type { Call } from './contracts.ts'
import type { Mint } from './mint.ts'

/** Anybody may send this; with a byte changed it is refused. */
export function mintCall(nft: Address, mint: Mint, signatures: readonly Hex[]): Call {
  const functionName = mint.burn ? 'mintGrantAndBurnNext' : 'mintNext'
  const data = encodeFunctionData({ abi: pkpNftAbi, functionName, args: [mint, signatures] })
  return { to: nft, data }
}
