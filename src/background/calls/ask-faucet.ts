import type { Deployment } from '../../protocol/deployment.ts'
import { relayCoinsAnswer } from '../../protocol/relay.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'

/** Coins to try things with, from a relay that gives some away. */
export const askFaucet = async (
  { fetch }: Pick<Parts, 'fetch'>,
  { relay }: Deployment,
  address: string,
): Promise<{ readonly wei: string }> => {
  if (relay === undefined) throw new WalletProblem('not-configured', 'there is no relay to ask')
  const response = await fetch(new URL('/v1/faucet', relay.url).href, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address: address.toLowerCase() }),
  }).catch(() => undefined)
  const parsed = relayCoinsAnswer.safeParse(await response?.json().catch(() => undefined))
  if (response?.ok === true && parsed.success) return { wei: parsed.data.value }
  throw new WalletProblem('refused', 'the relay gives no coins now: try again in a minute')
}
