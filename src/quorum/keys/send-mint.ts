import { errorBody, readErrorBody } from '../../protocol/error-body.ts'
import { relayMintAnswer } from '../../protocol/relay.ts'
import { QuorumError } from '../errors.ts'
import { exchange } from '../http/exchange.ts'
import type { Network } from '../network/network.ts'
import type { SignedMint } from './gather-mint.ts'

/** A relay waits for the transaction to be mined. */
const TIMEOUT = 60_000

/** Through the deployment's relay, which pays and can change nothing. */
export const sendToRelay = async (
  network: Network,
  { mint, signatures }: Pick<SignedMint, 'mint' | 'signatures'>,
): Promise<void> => {
  const { relay } = network.deployment
  if (relay === undefined) {
    throw new QuorumError(
      'not-configured',
      'this deployment has no relay: hand in `send`, which sends the mint from an account with gas',
    )
  }
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mint, signatures }),
  }
  const url = `${relay.url.replace(/\/$/, '')}/v1/mints`
  const answered = await exchange(network.parts, url, init, { timeout: TIMEOUT })
  if (typeof answered === 'string') {
    throw new QuorumError('mint-failed', `the relay is ${answered}: try again later`)
  }
  const json = readJson(answered.body)
  if (answered.status < 300 && relayMintAnswer.safeParse(json).success) return
  const error = errorBody.safeParse(json)
  if (!error.success) {
    throw new QuorumError('mint-failed', `the relay answered with status ${answered.status}`)
  }
  const relayed = readErrorBody(error.data)
  throw new QuorumError('mint-failed', `the relay did not mint: ${relayed.message}`, {
    relay: relayed,
  })
}

const readJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
