import type { TransactionView } from '../../../messages/popup/approval-view.ts'
import { approvals } from '../../strings/en/approvals.ts'
import type { RawPart } from '../parts/raw.tsx'

const words = approvals.raw

/** Every field of what is signed. */
export const rawTransaction = (transaction: TransactionView): readonly RawPart[] => {
  const { chainId, to, value, data, type, ready } = transaction
  return [
    { label: words.type, text: words.types[type] },
    { label: words.chainId, text: String(BigInt(chainId)) },
    { label: words.to, text: to ?? words.newContract },
    { label: words.value, text: value },
    ...(ready ? prices(transaction) : []),
    { label: words.data, text: data === '0x' ? words.none : data },
  ]
}

/** What is not known before it was prepared. */
const prices = ({ nonce, fee }: TransactionView): readonly RawPart[] => {
  const { maxFeePerGas, maxPriorityFeePerGas } = fee.chosen
  return [
    { label: words.nonce, text: String(nonce) },
    { label: words.gas, text: fee.gasLimit },
    { label: fee.kind === 'eip1559' ? words.maxFee : words.gasPrice, text: maxFeePerGas },
    ...(maxPriorityFeePerGas === undefined
      ? []
      : [{ label: words.tip, text: maxPriorityFeePerGas }]),
  ]
}
