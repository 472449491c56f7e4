import type { Lamp } from '../../messages/popup/node-set-view.ts'
import { classes } from './classes.ts'

const looks: Record<Lamp['state'], string> = {
  idle: 'border-edge',
  asked: 'border-lamp border-dashed animate-breathe',
  ready: 'border-lamp bg-lamp',
  signed: 'border-lamp bg-lamp shadow-[0_0_0_3px_var(--glow)]',
  slow: 'border-caution border-dashed bg-caution-tint',
  failed: 'border-danger border-dotted',
  lied: 'border-danger bg-danger-strong',
}

/** A node as a dot, for lists and for where a ring has no room. */
export const LampDot = ({
  state,
  size = 12,
}: {
  readonly state: Lamp['state']
  readonly size?: number
}) => (
  <span
    aria-hidden="true"
    style={{ width: size, height: size }}
    className={classes('inline-block shrink-0 rounded-full border-2', looks[state])}
  />
)
