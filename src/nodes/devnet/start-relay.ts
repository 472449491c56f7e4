import type { ChainClient } from './chain/chain-client.ts'
import { at } from './devnet-deployment.ts'
import { keepPart } from './keep-part.ts'
import type { Network } from './network.ts'
import { relayProgram } from './programs.ts'
import { keptAccount } from './state/key.ts'
import { until } from './until.ts'

const patience = 30_000
const rich = 1_000_000n * 10n ** 18n

export async function startRelay(network: Network, chain: ChainClient): Promise<void> {
  const { places, ports, tools, progress, signal, closers } = network
  const { address } = keptAccount(places.relayKey)
  await chain.setBalance({ address, value: rich })
  const program = relayProgram({ places, ports, command: tools.command })
  const kept = await keepPart(network, program, 'service')
  closers.push(kept.stop)
  const url = at(ports.relay)
  await until(async () => ((await fetch(`${url}/ready`)).ok ? true : undefined), {
    what: 'the relay',
    patience,
    signal,
  })
  progress.step('relay', `${url}, with a faucet`)
}
