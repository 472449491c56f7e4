import { existsSync } from 'node:fs'
import { chainId, chainProgram } from './chain/anvil.ts'
import { chainClient, type ChainClient } from './chain/chain-client.ts'
import { createChainKeeper, type ChainKeeper } from './chain/chain-keeper.ts'
import { keepBlocksComing } from './chain/keep-blocks-coming.ts'
import { at, holdsRegistry } from './devnet-deployment.ts'
import { keepPart } from './keep-part.ts'
import type { Network } from './network.ts'
import { until } from './until.ts'

export type DevnetChain = { readonly chain: ChainClient; readonly keeper: ChainKeeper }

const patience = 30_000

/** The chain as it was left, or a new one. */
export async function startChain(network: Network): Promise<DevnetChain> {
  const { places, ports, progress, signal, closers } = network
  const url = at(ports.chain)
  const known = existsSync(places.chain)
  const kept = await keepPart(
    network,
    chainProgram(ports.chain, places.chain, places.log('chain')),
    'needed',
  )
  closers.push(kept.stop)
  const chain = chainClient(url)
  await until(async () => chain.getChainId(), { what: 'the chain', patience, signal })
  // A chain that was read from a file knows the state of its last block alone, and not yet that of
  // the final one.
  if (known) await chain.mine({ blocks: 3 })
  const keeper = createChainKeeper(chain, places.chain, async () => holdsRegistry(chain, places))
  const blocks = keepBlocksComing({ chain, onBusy: keeper.keepSoon, onError: () => undefined })
  closers.push(async () => {
    await blocks.stop()
    if (kept.part().running()) await keeper.keepNow().catch(() => undefined)
  })
  const head = await chain.getBlockNumber()
  const how = known ? `, as it was, at block ${head}` : ''
  progress.step('chain', `${url}, chain id ${chainId}${how}`)
  return { chain, keeper }
}
