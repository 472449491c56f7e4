import { WalletProblem } from '../problem.ts'

/** In wei, as the chain has it now. */
export const balanceOf = async (
  rpc: (method: string, params: readonly unknown[]) => Promise<unknown>,
  address: string,
): Promise<{ readonly wei: string }> => {
  const balance = await rpc('eth_getBalance', [address, 'latest'])
  if (typeof balance !== 'string' || !/^0x[0-9a-fA-F]+$/.test(balance)) {
    throw new WalletProblem('chain-failed', 'the chain gives no balance: try another RPC')
  }
  return { wei: String(BigInt(balance)) }
}
