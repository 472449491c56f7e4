// https://eips.ethereum.org/EIPS/eip-1271
import { encodeFunctionData, parseAbi, type Hex } from 'viem'
import type { ContractCaller } from '../contract-caller.ts'

const abi = parseAbi([
  'function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)',
])

/**
 * The magic value as one word. Exactly one: precompiled contracts answer to anything, and one of
 * them by repeating it, which begins with the same four bytes.
 */
const ACCEPTED = `0x1626ba7e${'00'.repeat(28)}`

export const acceptedByContract = async (
  contracts: ContractCaller,
  account: Hex,
  signed: { readonly digest: Hex; readonly signature: Hex },
): Promise<boolean> => {
  const { digest, signature } = signed
  const data = encodeFunctionData({
    abi,
    functionName: 'isValidSignature',
    args: [digest, signature],
  })
  return (await contracts.call(account, data)) === ACCEPTED
}
