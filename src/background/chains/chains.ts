import type { CallArguments } from '../../messages/popup/calls.ts'
import type { ChainView } from '../../messages/popup/chain-view.ts'
import { RpcError } from '../../messages/rpc-error.ts'
import { builtInNetworks } from '../../networks/built-in-networks.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'
import { Kept } from '../state/kept.ts'
import { requireChainId } from './require-chain-id.ts'
import { rpcOver, type Rpc } from './rpc.ts'
import { chainsState, type ChainsState, type SavedChain } from './saved-chains.ts'

type ChainParts = Pick<Parts, 'fetch' | 'local'>

/** The EVM chains that this wallet speaks to: built in, the devnet's, and what the person added. */
export class Chains {
  readonly #parts: ChainParts
  readonly #kept: Kept<ChainsState>
  readonly #given: readonly ChainView[]
  readonly #silent = new Set<string>()
  readonly #listeners = new Set<() => void>()

  private constructor(parts: ChainParts, kept: Kept<ChainsState>, devnet: ChainView | undefined) {
    this.#parts = parts
    this.#kept = kept
    const builtIn = builtInNetworks
      .filter(({ chainId }) => chainId !== devnet?.chainId)
      .map((network): ChainView => ({ ...network, custom: false, devnet: false }))
    this.#given = devnet === undefined ? builtIn : [devnet, ...builtIn]
  }

  static async open(
    parts: ChainParts,
    { devnet }: { readonly devnet?: ChainView | undefined } = {},
  ): Promise<Chains> {
    const kept = await Kept.open<ChainsState>(parts.local, {
      name: 'chains',
      schema: chainsState,
      initial: { saved: [] },
    })
    return new Chains(parts, kept, devnet)
  }

  onChange(listener: () => void): void {
    this.#kept.onChange(listener)
    this.#listeners.add(listener)
  }

  all(): readonly ChainView[] {
    const { saved } = this.#kept.value
    const isGiven = ({ chainId }: SavedChain): boolean =>
      this.#given.some((chain) => chain.chainId === chainId)
    return [
      ...this.#given.map((chain) => {
        const changed = saved.find(({ chainId }) => chainId === chain.chainId)
        return changed === undefined ? chain : { ...chain, ...viewOf(changed), ...keeps(chain) }
      }),
      ...saved.filter((chain) => !isGiven(chain)).map(viewOf),
    ]
  }

  get(chainId: string): ChainView | undefined {
    return this.all().find((chain) => chain.chainId === chainId)
  }

  /** What the wallet's own pages show, and sites that were never connected. */
  get selected(): string {
    const { selected } = this.#kept.value
    if (selected !== undefined && this.get(selected) !== undefined) return selected
    return this.#given[0]?.chainId ?? '0x1'
  }

  async select(chainId: string): Promise<void> {
    this.#require(chainId)
    await this.#kept.change((now) => ({ ...now, selected: chainId }))
  }

  rpc(chainId: string): Rpc {
    const chain = this.get(chainId)
    if (chain === undefined) {
      throw new RpcError('unknownChain', `The wallet does not know chain ${chainId}.`)
    }
    return rpcOver(this.#parts.fetch, chain.name, chain.rpcUrls, (isReached) =>
      this.#reached(chainId, isReached),
    )
  }

  /** Whether the chain answered the last time that somebody asked; nobody asks only to know. */
  answers(chainId: string): boolean {
    return !this.#silent.has(chainId)
  }

  /** As the person wrote it: another chain, or another RPC for one that is known. */
  async save(given: CallArguments<'chain.save'>): Promise<void> {
    const { chainId, name, symbol, rpcUrl, explorerUrl } = given
    try {
      await requireChainId(this.#parts.fetch, rpcUrl, chainId)
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      throw new WalletProblem('chain-failed', detail, { cause: error })
    }
    const known = this.get(chainId)
    await this.add({
      chainId,
      name,
      currency: known?.currency ?? { name: symbol, symbol, decimals: 18 },
      rpcUrls: [rpcUrl],
      ...(explorerUrl !== undefined && { explorerUrl }),
      testnet: known?.testnet ?? false,
    })
  }

  /** As a site asked for it and the person agreed to. */
  async add({ ...chain }: SavedChain): Promise<void> {
    await this.#kept.change((now) => ({
      ...now,
      saved: [...now.saved.filter(({ chainId }) => chainId !== chain.chainId), chain],
    }))
  }

  /** A built-in chain becomes again what it was. */
  async remove(chainId: string): Promise<void> {
    this.#require(chainId)
    await this.#kept.change((now) => ({
      ...now,
      saved: now.saved.filter((chain) => chain.chainId !== chainId),
    }))
  }

  #reached(chainId: string, isReached: boolean): void {
    if (this.answers(chainId) === isReached) return
    if (isReached) this.#silent.delete(chainId)
    else this.#silent.add(chainId)
    for (const listener of this.#listeners) listener()
  }

  #require(chainId: string): void {
    if (this.get(chainId) === undefined) {
      throw new WalletProblem('bad-input', `the wallet does not know chain ${chainId}`)
    }
  }
}

const viewOf = ({ explorerUrl, ...chain }: SavedChain): ChainView => ({
  ...chain,
  ...(explorerUrl !== undefined && { explorerUrl }),
  custom: true,
  devnet: false,
})

/** What nobody changes about a chain that came with the wallet. */
const keeps = ({ currency, testnet, devnet }: ChainView): Partial<ChainView> => ({
  currency,
  testnet,
  devnet,
})
