import { Link } from 'wouter'
import type { AccountView } from '../../../messages/popup/account-view.ts'
import type { NodeSetView } from '../../../messages/popup/node-set-view.ts'
import { en } from '../../strings/en.ts'
import { lampsOf } from '../../ui/lamps-of.ts'
import { NodeRing } from '../../ui/node-ring.tsx'

type HolderCardProps = {
  readonly nodeSet: NodeSetView
  readonly account: AccountView
  /** The ring as a picture of its own, with words under it. */
  readonly large?: boolean
}

/** Who holds the key: what no other wallet can show. */
export const HolderCard = ({ nodeSet, account, large = false }: HolderCardProps) => {
  const { nodes, threshold } = nodeSet
  const lamps = lampsOf(nodeSet)
  const words = (
    <span className="grid min-w-0 gap-0.5">
      <span className="font-semibold">{en.home.heldTitle}</span>
      <span className="text-sm text-soft">{en.home.held(nodes.length, threshold)}</span>
    </span>
  )
  return (
    <Link
      href={`/accounts/${account.address}`}
      className={
        large
          ? 'grid gap-5 rounded-lg border border-line bg-card p-5 text-center shadow-shade transition-colors duration-100 hover:bg-hover'
          : 'flex items-center gap-4 rounded-lg border border-line bg-card p-4 shadow-shade transition-colors duration-100 hover:bg-hover'
      }
    >
      {large ? (
        <NodeRing lamps={lamps} threshold={threshold} width={240}>
          <span className="text-2xl font-semibold tracking-tight tabular-nums">
            {en.ring.ready(lamps.filter(({ state }) => state === 'ready').length, lamps.length)}
          </span>
          <span className="text-xs text-soft">{en.ring.needed(threshold)}</span>
        </NodeRing>
      ) : (
        <span className="w-15 shrink-0">
          <NodeRing lamps={lamps} threshold={threshold} plain />
        </span>
      )}
      {words}
    </Link>
  )
}
