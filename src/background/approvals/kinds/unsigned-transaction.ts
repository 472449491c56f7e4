import type { Hex } from '../../../payloads/encoding/hex.ts'
import { parseAddress } from '../../../payloads/evm/address.ts'
import type { Transaction } from '../../../payloads/evm/transaction.ts'
import type { ReadyDraft } from './draft.ts'

/** The one object that is shown, signed and sent. */
export const unsignedTransaction = (chainId: string, draft: ReadyDraft): Transaction => {
  const { asked, nonce, gasLimit, fee, fees } = draft
  const common = {
    nonce: BigInt(nonce),
    gas: BigInt(gasLimit),
    to: asked.to === undefined ? null : parseAddress(asked.to),
    value: BigInt(asked.value),
    data: asked.data as Hex,
  }
  const chain = BigInt(chainId)
  const accessList = (asked.accessList ?? []).map(({ address, storageKeys }) => ({
    address: parseAddress(address as Hex),
    storageKeys: storageKeys as readonly Hex[],
  }))
  const price = BigInt(fee.maxFeePerGas)
  if (fees.kind === 'legacy') {
    return accessList.length === 0
      ? { type: 'legacy', ...common, chainId: chain, gasPrice: price }
      : { type: 'eip2930', ...common, chainId: chain, accessList, gasPrice: price }
  }
  return {
    type: 'eip1559',
    ...common,
    chainId: chain,
    accessList,
    maxFeePerGas: price,
    maxPriorityFeePerGas: BigInt(fee.maxPriorityFeePerGas ?? '0'),
  }
}
