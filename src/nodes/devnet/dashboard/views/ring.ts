import { html } from 'hono/html'
import type { NodeView, Snapshot } from '../snapshot.ts'
import { list, plural } from './words.ts'

const size = 400
const middle = size / 2
const radius = 148

type Place = { readonly x: number; readonly y: number }

/** How long a lamp shows that it just gave a share. */
const recently = 2500

/** The nodes as lamps in a ring, and what each pair of them has between it. */
export function ringView({ nodes, threshold, signatures, at }: Snapshot) {
  const places = new Map(nodes.map(({ party }, place) => [party, placeOf(place, nodes.length)]))
  const last = signatures[0]
  const gave = new Set(
    last !== undefined && at - last.at < recently
      ? last.signers.filter(({ told }) => told).map(({ party }) => party)
      : [],
  )
  const ready = nodes.filter(({ state }) => state === 'ready').length
  const scale = nodes.length > 12 ? 0.72 : nodes.length > 7 ? 0.86 : 1
  const dense = nodes.length > 6 ? 'dense' : ''
  return html`<svg
    class="ring ${dense}"
    viewBox="${frame([...places.values()])}"
    role="img"
    aria-label="${described(nodes)}"
  >
    <defs>
      <radialGradient id="glow">
        <stop class="core" offset="0.35" />
        <stop class="edge" offset="1" />
      </radialGradient>
      <radialGradient id="clear">
        <stop offset="0.6" stop-color="#000" />
        <stop offset="1" stop-color="#fff" />
      </radialGradient>
      <mask id="around" maskUnits="userSpaceOnUse" x="0" y="0" width="${size}" height="${size}">
        <rect width="${size}" height="${size}" fill="#fff" />
        <circle cx="${middle}" cy="${middle}" r="88" fill="url(#clear)" />
      </mask>
    </defs>
    <g mask="url(#around)">
      ${linesBetween(nodes).map(({ from, to, paired }) => line(places.get(from), places.get(to), paired))}
    </g>
    ${nodes.map((node) => lamp(node, places.get(node.party), scale, gave.has(node.party)))}
    <text class="sum" x="${middle}" y="${middle - 8}">${ready}/${nodes.length}</text>
    <text class="of" x="${middle}" y="${middle + 22}">
      ${threshold === 0 ? 'ready' : `ready, ${threshold} needed`}
    </text>
  </svg>`
}

/** As high as the lamps stand: three of them leave much of a square empty. */
function frame(places: readonly Place[]): string {
  const margin = 48
  const heights = places.map(({ y }) => y)
  const top = Math.min(middle, ...heights) - margin
  const bottom = Math.max(middle, ...heights) + margin
  return `0 ${top} ${size} ${bottom - top}`
}

function placeOf(place: number, count: number): Place {
  const angle = (2 * Math.PI * place) / count - Math.PI / 2
  return {
    x: Math.round(middle + radius * Math.cos(angle)),
    y: Math.round(middle + radius * Math.sin(angle)),
  }
}

type Line = { readonly from: number; readonly to: number; readonly paired: boolean }

/** What either of two nodes says of the other; nothing between nodes of which none says anything. */
function linesBetween(nodes: readonly NodeView[]): readonly Line[] {
  const lines = new Map<string, Line>()
  for (const { party, state, inside } of nodes) {
    if (state === 'down' || state === 'frozen') continue
    for (const peer of inside?.peers ?? []) {
      const [from, to] = [Math.min(party, peer.party), Math.max(party, peer.party)] as const
      const known = lines.get(`${from}-${to}`)
      if (!peer.connected && !peer.paired) continue
      lines.set(`${from}-${to}`, { from, to, paired: peer.paired || known?.paired === true })
    }
  }
  return [...lines.values()]
}

function line(from: Place | undefined, to: Place | undefined, paired: boolean) {
  if (from === undefined || to === undefined) return ''
  const name = paired ? 'pair' : 'wire'
  return html`<line class="${name}" x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" />`
}

function lamp({ party, state }: NodeView, place: Place | undefined, scale: number, gave: boolean) {
  if (place === undefined) return ''
  const { x, y } = place
  const glow =
    state === 'ready'
      ? html`<circle cx="${x}" cy="${y}" r="${46 * scale}" fill="url(#glow)" />`
      : ''
  return html`<g class="${state} ${gave ? 'gave' : ''}">
    <circle cx="${x}" cy="${y}" r="${26 * scale}" fill="var(--paper)" />
    ${glow}
    <circle class="bulb" cx="${x}" cy="${y}" r="${20 * scale}" />
    <circle class="spark" cx="${x}" cy="${y}" r="20" />
    <text x="${x}" y="${y}">${party}</text>
  </g>`
}

function described(nodes: readonly NodeView[]): string {
  const pairs = linesBetween(nodes).filter(({ paired }) => paired).length
  const ready = nodes.filter(({ state }) => state === 'ready').map(({ party }) => party)
  const lit = ready.length === 0 ? 'No node is ready' : `Ready: ${list(ready)}`
  return `${lit}, of ${plural(nodes.length, 'node')}; ${plural(pairs, 'pair')} set up.`
}
