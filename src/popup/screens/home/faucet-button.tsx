import { Coins } from 'lucide-react'
import type { ChainView } from '../../../messages/popup/chain-view.ts'
import { problemOf } from '../../connection/problem-error.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { shortUnits } from '../../ui/format-units.ts'
import { toast } from '../../ui/toast.ts'

type FaucetButtonProps = {
  readonly address: string
  readonly chain: ChainView
  readonly onGiven: () => void
}

const untilMined = [600, 2500, 6000]

/** Coins of the devnet, from its relay. */
export const FaucetButton = ({ address, chain, onGiven }: FaucetButtonProps) => {
  const call = useCall()
  const { busy, run } = useAction()
  const ask = async (): Promise<void> => {
    try {
      const { wei } = await call('account.faucet', { address })
      const { decimals, symbol } = chain.currency
      toast(
        wei === '0'
          ? en.home.faucetEnough
          : en.home.faucetGave(`${shortUnits(wei, decimals)} ${symbol}`),
      )
      for (const wait of untilMined) setTimeout(onGiven, wait)
    } catch (error) {
      toast(en.problems[problemOf(error).code].title, 'danger')
    }
  }
  return (
    <Button
      busy={busy}
      icon={<Coins aria-hidden="true" size={18} />}
      onClick={() => void run(ask)}
      data-testid="faucet"
    >
      {en.home.faucet}
    </Button>
  )
}
