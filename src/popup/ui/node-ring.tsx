import { useId, type ReactNode } from 'react'
import type { Lamp } from '../../messages/popup/node-set-view.ts'
import { en } from '../strings/en.ts'
import { classes } from './classes.ts'
import { ringFrame, ringPlaces, type Place } from './ring-places.ts'

const size = 400
const middle = size / 2
const radius = 148

type NodeRingProps = {
  readonly lamps: readonly Lamp[]
  readonly threshold: number
  /** In pixels; without it, as wide as there is room. */
  readonly width?: number
  /** Too small for numbers: only the lamps, and larger ones. */
  readonly plain?: boolean
  /** What stands in the middle: a few words, or a number. */
  readonly children?: ReactNode
}

const isLit = ({ state }: Lamp): boolean => state === 'signed' || state === 'ready'

/**
 * The node set: a lamp for each node, a line between those that work together. It says who holds
 * the key, and who just took part; each state has a shape of its own, not only a colour.
 */
export const NodeRing = ({ lamps, threshold, width, plain = false, children }: NodeRingProps) => {
  const id = useId()
  const places = ringPlaces(lamps.length, middle, radius)
  const { top, height } = ringFrame(places, middle, plain ? 60 : 48)
  const scale = (lamps.length > 12 ? 0.72 : lamps.length > 7 ? 0.86 : 1.06) * (plain ? 1.5 : 1)
  const lit = lamps.flatMap((lamp, place) => (isLit(lamp) ? [places[place]] : []))
  return (
    <div
      className="relative mx-auto w-full"
      style={width === undefined ? undefined : { width }}
      role="img"
      aria-label={en.ring.described(lamps, threshold)}
    >
      <svg
        aria-hidden="true"
        viewBox={`0 ${top} ${size} ${height}`}
        className="block h-auto w-full overflow-visible"
      >
        <defs>
          <radialGradient id={`${id}-glow`}>
            <stop offset="0.3" stopColor="var(--lamp)" stopOpacity="0.55" />
            <stop offset="1" stopColor="var(--lamp)" stopOpacity="0" />
          </radialGradient>
          <radialGradient id={`${id}-clear`}>
            <stop offset="0.6" stopColor="#000" />
            <stop offset="1" stopColor="#fff" />
          </radialGradient>
          <mask
            id={`${id}-around`}
            maskUnits="userSpaceOnUse"
            x="0"
            y="0"
            width={size}
            height={size}
          >
            <rect width={size} height={size} fill="#fff" />
            {children !== undefined && (
              <circle cx={middle} cy={middle} r="92" fill={`url(#${id}-clear)`} />
            )}
          </mask>
        </defs>
        <g mask={`url(#${id}-around)`}>
          <polygon
            points={places.map(({ x, y }) => `${x},${y}`).join(' ')}
            fill="none"
            stroke="var(--line)"
            strokeWidth="1.5"
          />
          {pairsOf(lit).map(([from, to]) => (
            <line
              key={`${from.x},${from.y}-${to.x},${to.y}`}
              x1={from.x}
              y1={from.y}
              x2={to.x}
              y2={to.y}
              stroke="var(--lamp)"
              strokeWidth={lamps.length > 6 ? 1.1 : 1.8}
              opacity={lamps.length > 6 ? 0.55 : 0.8}
              className="animate-kindle"
            />
          ))}
        </g>
        {lamps.map((lamp, place) => {
          const at = places[place]
          return (
            at !== undefined && (
              <Bulb
                key={lamp.node}
                lamp={lamp}
                at={at}
                scale={scale}
                glow={`url(#${id}-glow)`}
                numbered={!plain}
              />
            )
          )
        })}
      </svg>
      {children !== undefined && (
        <div
          aria-hidden="true"
          style={{ top: `${((middle - top) / height) * 100}%` }}
          className="absolute left-1/2 flex w-[44%] -translate-1/2 flex-col items-center text-center"
        >
          {children}
        </div>
      )}
    </div>
  )
}

const pairsOf = (places: readonly (Place | undefined)[]): readonly (readonly [Place, Place])[] => {
  const there = places.filter((place) => place !== undefined)
  return there.flatMap((from, index) => there.slice(index + 1).map((to) => [from, to] as const))
}

const bulbs: Record<Lamp['state'], { readonly shape: string; readonly text: string }> = {
  idle: { shape: 'fill-[var(--card)] stroke-[var(--edge)]', text: 'fill-[var(--soft)]' },
  asked: {
    shape: 'fill-[var(--card)] stroke-[var(--lamp)] [stroke-dasharray:5_4] animate-breathe',
    text: 'fill-[var(--ink)]',
  },
  ready: { shape: 'fill-[var(--lamp)] stroke-[var(--lamp)]', text: 'fill-[var(--on-lamp)]' },
  signed: {
    shape: 'fill-[var(--lamp-core)] stroke-[var(--lamp)]',
    text: 'fill-[var(--on-lamp)]',
  },
  slow: {
    shape: 'fill-[var(--caution-tint)] stroke-[var(--caution)] [stroke-dasharray:9_4]',
    text: 'fill-[var(--caution)]',
  },
  failed: {
    shape: 'fill-[var(--card)] stroke-[var(--danger)] [stroke-dasharray:2.5_4]',
    text: 'fill-[var(--danger)]',
  },
  lied: { shape: 'fill-[var(--danger-tint)] stroke-[var(--danger)]', text: 'fill-[var(--danger)]' },
}

type BulbProps = {
  readonly lamp: Lamp
  readonly at: Place
  readonly scale: number
  readonly glow: string
  readonly numbered: boolean
}

const Bulb = ({ lamp, at: { x, y }, scale, glow, numbered }: BulbProps) => {
  const { shape, text } = bulbs[lamp.state]
  const arm = 24 * scale
  return (
    <g data-node={lamp.node} data-state={lamp.state}>
      <circle cx={x} cy={y} r={26 * scale} fill="var(--paper)" className="ring-gap" />
      {isLit(lamp) && (
        <circle
          cx={x}
          cy={y}
          r={(lamp.state === 'signed' ? 52 : 42) * scale}
          fill={glow}
          className="animate-kindle"
        />
      )}
      {lamp.state === 'signed' && (
        <circle
          cx={x}
          cy={y}
          r="20"
          fill="none"
          stroke="var(--lamp)"
          strokeWidth="2"
          className="animate-spark motion-reduce:hidden"
        />
      )}
      <circle cx={x} cy={y} r={20 * scale} strokeWidth={numbered ? 2.5 : 6} className={shape} />
      {numbered && (
        <text
          x={x}
          y={y}
          textAnchor="middle"
          dominantBaseline="central"
          fontSize={14 * scale}
          fontWeight="650"
          className={classes(text, 'font-sans')}
        >
          {lamp.node}
        </text>
      )}
      {lamp.state === 'lied' && (
        <path
          d={`M${x - arm} ${y + arm}L${x + arm} ${y - arm}`}
          stroke="var(--danger)"
          strokeWidth="2.5"
          strokeLinecap="round"
        />
      )}
    </g>
  )
}
