import type { Lamp } from '../../messages/popup/node-set-view.ts'
import { en } from '../strings/en.ts'
import { LampDot } from './lamp-dot.tsx'

type LampRowProps = {
  readonly lamps: readonly Lamp[]
  readonly threshold: number
  /** With the milliseconds of each. */
  readonly times?: boolean
}

/** All lamps in a line, for the foot of an approval. */
export const LampRow = ({ lamps, threshold, times = false }: LampRowProps) => (
  <ul
    aria-label={en.ring.described(lamps, threshold)}
    className="flex flex-wrap items-start gap-x-3 gap-y-2"
  >
    {lamps.map(({ node, state, ms }) => (
      <li
        key={node}
        data-node={node}
        data-state={state}
        title={en.ring.node(node, state)}
        className="grid justify-items-center gap-1 text-xs text-soft tabular-nums"
      >
        <LampDot state={state} size={14} />
        <span>
          <span className="sr-only">{en.ring.node(node, state)} </span>
          {times && ms > 0 ? en.ring.ms(ms) : <span aria-hidden="true">{node}</span>}
        </span>
      </li>
    ))}
  </ul>
)
