import type { BalanceChange, Simulation } from '../../messages/popup/action.ts'
import type { ContactView, TokenView } from '../../messages/popup/chain-view.ts'
import { PayloadError } from '../../payloads/errors.ts'
import { parseAddress } from '../../payloads/evm/address.ts'
import type { AskedCall, ReadTypedData, Review, Site } from '../approvals/kinds/review.ts'
import { capAllowance } from './explain/cap-allowance.ts'
import { explainCall } from './explain/explain-call.ts'
import { explainTypedDataV1 } from './explain/explain-typed-data-v1.ts'
import { explainTypedData } from './explain/explain-typed-data.ts'
import { readMessage } from './explain/read-message.ts'
import { tokenRef } from './explain/token-lookup.ts'
import { estimateGas } from './fees/estimate-gas.ts'
import { suggestFees } from './fees/suggest-fees.ts'
import { gatherContext } from './gather-context.ts'
import { LearnedTokens, tokensIn } from './learned-tokens.ts'
import { patiently } from './patiently.ts'
import type { Rpc } from './rpc.ts'
import type { ListedBy, Named } from './rules/context.ts'
import { hostsAsking } from './rules/hosts-asking.ts'
import { judge } from './rules/judge.ts'
import { simulateInRow } from './simulate/simulate-in-row.ts'
import { simulate } from './simulate/simulate.ts'

export type ReviewParts = {
  readonly rpcOf: (chainId: string) => Rpc
  readonly tokens: () => readonly TokenView[]
  readonly contacts: () => readonly ContactView[]
  readonly accounts: () => readonly Named[]
  /** To whom the person has sent something before. */
  readonly history: () => readonly string[]
  readonly siteChain: (origin: string) => string | undefined
  /** Whose list of hosts that rob people has this one. */
  readonly listedBy: (host: string) => Promise<ListedBy | undefined>
  /** Unix time in milliseconds. */
  readonly now: () => number
}

/** In milliseconds: nobody waits for answers that never come, and can agree without them. */
const PATIENCE = 8000
const tooLate: Simulation = {
  state: 'unknown',
  why: "The network's RPC took too long to simulate it.",
}

/** Makes judgeable what somebody wants signed: from its bytes, the person's RPC, and nothing else. */
export const createReview = (parts: ReviewParts): Review => {
  const tokens = new LearnedTokens(parts.rpcOf, parts.tokens)
  return {
    explain: (call) => explainCall(call, tokens.of(call.chainId)),
    readTypedData: (text, chainId) =>
      readOrNothing(() =>
        explainTypedData(text, (chain) =>
          tokens.of(chain === null ? chainId : `0x${chain.toString(16)}`),
        ),
      ),
    readTypedDataV1: explainTypedDataV1,
    readMessage,
    cap: (call, amount) => capAllowance(call.data, amount),
    fees: async (chainId) => suggestFees(parts.rpcOf(chainId)),
    gas: async (call) => estimateGas(parts.rpcOf(call.chainId), call),
    simulateInRow: async (calls) => {
      const [first] = calls
      if (first === undefined) return []
      const rpc = parts.rpcOf(first.chainId)
      return patiently(
        simulateInRow(rpc, calls).then(async (all) =>
          Promise.all(all.map(async (one) => named(first, one, tokens))),
        ),
        PATIENCE,
        calls.map(() => tooLate),
      )
    },
    simulate: async (call) =>
      patiently(
        simulate(parts.rpcOf(call.chainId), call).then(async (one) => named(call, one, tokens)),
        PATIENCE,
        tooLate,
      ),
    learnTokens: async (chainId, actions) => {
      const found = await patiently(tokens.learn(chainId, tokensIn(actions)), PATIENCE, [])
      return found.map(({ address }) =>
        tokenRef(tokens.of(chainId), parseAddress(address.toLowerCase())),
      )
    },
    judge: async (by, subject) => {
      const { origin, topOrigin } = by
      const { rpcOf, contacts, accounts, history, siteChain, listedBy, now } = parts
      const [listed, gathered] = await Promise.all([
        listedHosts(by, listedBy),
        patiently(gatherContext(rpcOf, subject), PATIENCE, { code: new Map() }),
      ])
      return judge(subject, {
        origin,
        topOrigin,
        now: now(),
        siteChain: siteChain(origin),
        contacts: contacts(),
        own: accounts(),
        recipients: history(),
        listed,
        ...gathered,
      })
    },
  }
}

const listedHosts = async (
  by: Site,
  listedBy: ReviewParts['listedBy'],
): Promise<ReadonlyMap<string, ListedBy>> => {
  const listed = new Map<string, ListedBy>()
  await Promise.all(
    hostsAsking(by).map(async (host) => {
      const whose = await listedBy(host)
      if (whose !== undefined) listed.set(host, whose)
    }),
  )
  return listed
}

/** What cannot be read is shown as nothing; a rule says so, and no node signs it. */
const readOrNothing = (read: () => ReadTypedData): ReadTypedData => {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error
    return { domain: [], primaryType: '', tree: [], actions: [] }
  }
}

const named = async (
  { chainId }: AskedCall,
  simulation: Simulation,
  tokens: LearnedTokens,
): Promise<Simulation> => {
  if (simulation.state !== 'known') return simulation
  const addresses = simulation.changes.flatMap(({ asset }) =>
    asset.kind === 'coin' ? [] : [asset.token.address],
  )
  await tokens.learn(chainId, addresses)
  const changes = simulation.changes.map(({ asset, delta }): BalanceChange => {
    if (asset.kind === 'coin') return { asset, delta }
    const token = tokenRef(tokens.of(chainId), asset.token.address)
    return { asset: { ...asset, token }, delta }
  })
  return { ...simulation, changes }
}
