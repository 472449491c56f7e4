import type { Subject } from '../approvals/kinds/review.ts'
import { rpcCall, type Rpc } from './rpc.ts'
import { spendersIn } from './rules/actions-in.ts'
import type { Code } from './rules/context.ts'
import { readSubjectData } from './rules/read-subject-data.ts'
import { chainRefusal } from './simulate/chain-refusal.ts'

/** What rules want to know of the chain: who is a contract, and whether it would fail. */
export const gatherContext = async (
  rpcOf: (chainId: string) => Rpc,
  subject: Subject,
): Promise<{ readonly code: ReadonlyMap<string, Code>; readonly reverts?: string }> => {
  if (subject.kind !== 'transaction' && subject.kind !== 'typed-data') return { code: new Map() }
  const chainId = subject.kind === 'transaction' ? subject.call.chainId : subject.chainId
  const rpc = rpcOf(chainId)
  const [code, reverts] = await Promise.all([
    readCode(rpc, isElsewhere(subject) ? [] : addressesIn(subject)),
    tryOut(rpc, subject),
  ])
  return { code, ...(reverts !== undefined && { reverts }) }
}

/** An address of another chain may be anybody's here. */
const isElsewhere = (subject: Subject): boolean => {
  const chain = readSubjectData(subject)?.domain.chainId
  if (subject.kind !== 'typed-data' || typeof chain !== 'bigint') return false
  return chain !== BigInt(subject.chainId)
}

const MOST_LOOKS = 32

const addressesIn = (subject: Subject): readonly string[] => {
  const called =
    subject.kind === 'transaction' && subject.call.data !== '0x' ? subject.call.to : undefined
  const spenders = spendersIn(subject)
  const all = called === undefined ? spenders : [called, ...spenders]
  return Array.from(new Set(all.map((one) => one.toLowerCase()))).slice(0, MOST_LOOKS)
}

/** Nothing of those whom the chain does not tell of. */
const readCode = async (
  rpc: Rpc,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Code>> => {
  const code = new Map<string, Code>()
  await Promise.all(
    addresses.map(async (address) => {
      try {
        const bytes = await rpc('eth_getCode', [address, 'latest'])
        if (typeof bytes === 'string' && bytes.startsWith('0x')) code.set(address, codeOf(bytes))
      } catch {
        // Then nothing is said of it.
      }
    }),
  )
  return code
}

/** https://eips.ethereum.org/EIPS/eip-7702 */
const codeOf = (bytes: string): Code => {
  if (bytes === '0x') return 'none'
  return /^0xef0100[0-9a-f]{40}$/i.test(bytes) ? 'delegated' : 'contract'
}

/** Every RPC can do this much, where no simulation is to be had. */
const tryOut = async (rpc: Rpc, subject: Subject): Promise<string | undefined> => {
  if (subject.kind !== 'transaction' || subject.simulation.state !== 'unknown') return undefined
  // On the chain as it is now, a call that follows others may fail and mean nothing by it.
  if (subject.follows === true) return undefined
  try {
    await rpc('eth_call', [rpcCall(subject.call), 'latest'])
    return undefined
  } catch (error) {
    return chainRefusal(error)
  }
}
