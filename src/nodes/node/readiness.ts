import type { KeyMaker } from './ceremonies/key-maker.ts'
import type { Pairs } from './ceremonies/pairs.ts'
import type { ChainView } from './chain/chain-view.ts'
import type { NodeKeys } from './keys/load-node-keys.ts'
import type { NodeSetSource } from './node-set-source.ts'
import type { Vault } from './store/vault.ts'

type Parts = {
  readonly record: NodeKeys['record']
  readonly chain: Pick<ChainView, 'problem'>
  readonly nodeSet: NodeSetSource & { readonly known: boolean }
  readonly vault: Pick<Vault, 'networkKey'>
  readonly keyMaker: Pick<KeyMaker, 'networkKeyAgreed'>
  readonly pairs: Pick<Pairs, 'live'>
  readonly connected: () => ReadonlySet<number>
  readonly stopping: () => boolean
}

/** Why this node cannot do its part in a signature now; each a sentence for its operator. */
export const readinessProblems = (parts: Parts): string[] => {
  const { chain, nodeSet, record, pairs, connected, stopping } = parts
  if (stopping()) return ['the node is stopping']
  const unreadable = chain.problem()
  if (unreadable !== undefined) return [unreadable.message]
  if (!nodeSet.known) return ['the registry has not been read yet']
  const { threshold, nodes } = nodeSet.current()
  const problems: string[] = []
  const named = nodes.find(({ party }) => party === record.party)
  if (named?.identityKey !== record.identityKey) {
    problems.push('the registry does not name this node: its keys are of no use there')
  } else if (named.certificate !== record.certificate) {
    problems.push('the registry names another certificate for this node: the others refuse it')
  }
  problems.push(...networkKeyProblems(parts))
  const others = threshold - 1
  const peers = connected()
  // What we have with one that is away is kept until it comes back as another run of itself.
  const pairedWith = [...peers].filter((peer) => pairs.live.has(peer)).length
  if (peers.size < others) {
    problems.push(`connected to ${peers.size} other nodes, of which it takes ${others}`)
  } else if (pairedWith < others) {
    problems.push(`set up with ${pairedWith} other nodes, of which it takes ${others}`)
  }
  return problems
}

const networkKeyProblems = ({ vault, nodeSet, keyMaker }: Parts): string[] => {
  const named = nodeSet.current().networkKey
  const held = vault.networkKey() !== undefined
  if (!held && named === '0x') return ['the network key is not made yet: it takes all nodes']
  if (!held) return ['this node holds no share of the network key']
  if (named === '0x') return ['the registry has no network key yet: run assent deploy network-key']
  return keyMaker.networkKeyAgreed
    ? []
    : ['the registry names a network key that this node did not help to make']
}
