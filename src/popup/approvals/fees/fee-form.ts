import type { Choices, FeeView } from '../../../messages/popup/approval-view.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { formatUnits } from '../../ui/format-units.ts'
import { parseUnits } from '../parts/parse-units.ts'

const GWEI = 9

const words = approvals.fees

/** As typed: gwei for prices, whole numbers for the rest. */
export type FeeForm = {
  readonly maxFee: string
  readonly tip: string
  readonly gasLimit: string
  readonly nonce: string
}

export type FeeErrors = Partial<Record<keyof FeeForm, string>>

export const feeForm = ({ chosen, gasLimit }: FeeView, nonce: number | undefined): FeeForm => ({
  maxFee: formatUnits(chosen.maxFeePerGas, GWEI),
  tip: formatUnits(chosen.maxPriorityFeePerGas ?? '0', GWEI),
  gasLimit,
  nonce: nonce === undefined ? '' : String(nonce),
})

const whole = (text: string): string | undefined => parseUnits(text, 0)

/** Only what was changed is chosen: a fee of the network's own goes on following the network. */
export const readFeeForm = (
  form: FeeForm,
  before: FeeForm,
  kind: FeeView['kind'],
): { readonly choices: Choices; readonly errors: FeeErrors } => {
  const maxFee = parseUnits(form.maxFee, GWEI)
  const tip = parseUnits(form.tip, GWEI)
  const gasLimit = whole(form.gasLimit)
  const nonce = whole(form.nonce)
  const errors: FeeErrors = {
    ...(maxFee === undefined && { maxFee: words.badNumber }),
    ...(kind === 'eip1559' && tip === undefined && { tip: words.badNumber }),
    ...(kind === 'eip1559' &&
      tip !== undefined &&
      maxFee !== undefined &&
      BigInt(tip) > BigInt(maxFee) && { tip: words.tipTooHigh }),
    ...(gasLimit === undefined && { gasLimit: words.badWhole }),
    ...(before.nonce !== '' &&
      (nonce === undefined || !Number.isSafeInteger(Number(nonce))) && { nonce: words.badWhole }),
  }
  const isFeeNew = form.maxFee !== before.maxFee || form.tip !== before.tip
  return {
    errors,
    choices: {
      ...(isFeeNew &&
        maxFee !== undefined && {
          fee: {
            speed: 'custom',
            maxFeePerGas: maxFee,
            ...(kind === 'eip1559' && tip !== undefined && { maxPriorityFeePerGas: tip }),
          },
        }),
      ...(form.gasLimit !== before.gasLimit && gasLimit !== undefined && { gasLimit }),
      ...(form.nonce !== before.nonce && nonce !== undefined && { nonce: Number(nonce) }),
    },
  }
}
