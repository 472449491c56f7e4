import { html } from 'hono/html'
import type { Snapshot } from '../snapshot.ts'

/** The numbers that move. */
export function tilesView({ nodes, chain, threshold, pkps }: Snapshot) {
  const insides = nodes.flatMap(({ inside }) => (inside === undefined ? [] : [inside]))
  // A key can be minted once all have it, and each presignature lives at as many as sign.
  const ready = insides.length === 0 ? 0 : Math.min(...insides.map(({ readyKeys }) => readyKeys))
  const live = insides.reduce((sum, { livePresignatures }) => sum + livePresignatures, 0)
  const presignatures = threshold === 0 ? 0 : Math.ceil(live / threshold)
  return html`<dl class="tiles">
    ${tile('PKPs', pkps.length)} ${tile('Keys to be minted', ready)}
    ${tile('Presignatures alive', presignatures)}
    ${tile('Last block', chain?.head ?? '–', chain === undefined ? '' : `${chain.final} final`)}
  </dl>`
}

const tile = (name: string, value: number | string, small = '') =>
  html`<div class="tile">
    <dt>${name}</dt>
    <dd>${value}${small === '' ? '' : html`<small>${small}</small>`}</dd>
  </div>`
