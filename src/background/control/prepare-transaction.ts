import * as z from 'zod'
import { parseAddress } from '../../payloads/evm/address.ts'
import type { Transaction } from '../../payloads/evm/transaction.ts'
import type { Call } from '../../registry/contracts.ts'
import { WalletProblem } from '../problem.ts'
import { quantity, type RegistryRpc } from './registry-rpc.ts'

const gwei = 1_000_000_000n

const block = z.looseObject({ baseFeePerGas: quantity.optional() })

/** A transaction from the account itself, with gas to spare, that it can pay for. */
export const prepareTransaction = async (
  rpc: RegistryRpc,
  from: string,
  { to, data }: Call,
  chainId: number,
): Promise<Transaction> => {
  const [nonce, estimate, head, balance] = await Promise.all([
    rpc('eth_getTransactionCount', [from, 'pending'], quantity),
    rpc('eth_estimateGas', [{ from, to, data }], quantity),
    rpc('eth_getBlockByNumber', ['latest', false], block),
    rpc('eth_getBalance', [from, 'latest'], quantity),
  ])
  const gas = (estimate * 13n) / 10n
  const common = { nonce, gas, to: parseAddress(to), value: 0n, data }
  const { baseFeePerGas } = head
  const tip =
    baseFeePerGas === undefined
      ? 0n
      : await rpc('eth_maxPriorityFeePerGas', [], quantity).catch(() => gwei)
  const usual =
    baseFeePerGas === undefined ? await rpc('eth_gasPrice', [], quantity) : baseFeePerGas * 2n + tip
  // With less in reserve for a chain that gets busier it may take longer, and still goes.
  const price = balance < gas * usual ? (usual * 5n) / 8n : usual
  if (balance < gas * price) {
    throw new WalletProblem(
      'transaction-failed',
      'the account cannot pay for the change, and the relay gives nothing: send it some coins first',
    )
  }
  const chain = BigInt(chainId)
  return baseFeePerGas === undefined
    ? { type: 'legacy', ...common, chainId: chain, gasPrice: price }
    : {
        type: 'eip1559',
        ...common,
        chainId: chain,
        accessList: [],
        maxFeePerGas: price,
        maxPriorityFeePerGas: tip < price ? tip : price,
      }
}
