import type { Deployment } from '../../protocol/deployment.ts'
import { relayCoinsAnswer } from '../../protocol/relay.ts'
import type { Parts } from '../parts.ts'

/** Gas from the relay, as far as it gives any: whether there is enough shows by the balance. */
export const topUp = async (
  { fetch }: Pick<Parts, 'fetch'>,
  { relay }: Deployment,
  address: string,
): Promise<void> => {
  if (relay === undefined) return
  const response = await fetch(`${relay.url.replace(/\/$/, '')}/v1/top-ups`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address: address.toLowerCase() }),
  }).catch(() => undefined)
  relayCoinsAnswer.safeParse(await response?.json().catch(() => undefined))
}
