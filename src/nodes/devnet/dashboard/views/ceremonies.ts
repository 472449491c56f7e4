import { html } from 'hono/html'
import type { CeremonyView, Snapshot } from '../snapshot.ts'
import { timeView } from './time.ts'
import { list, milliseconds } from './words.ts'

export const ceremoniesView = ({ ceremonies }: Snapshot) =>
  html`<h2>Ceremonies <small>what nodes made together</small></h2>
    ${
      ceremonies.length === 0
        ? html`<p class="empty">None yet. Keys and pairs are made as soon as the nodes meet.</p>`
        : html`<ul class="rows">
            ${ceremonies.map(row)}
          </ul>`
    }`

const row = ({ kind, at, parties, ms, outcome, culprits }: CeremonyView) =>
  html`<li class="row ceremony">
    <span class="what">
      <b>${names[kind] ?? kind}</b>
      <span class="sub"
        >${parties.length > 5 ? `${parties.length} nodes` : `nodes ${list(parties)}`},
        ${timeView(at)}</span
      >
    </span>
    <span class="num"> ${outcome === 'done' ? milliseconds(ms) : failure(outcome, culprits)} </span>
  </li>`

const names: Readonly<Record<string, string>> = {
  'network-key': 'Network key',
  key: 'Key for a PKP',
  pair: 'Pair setup',
  presignature: 'Presignature',
}

/** Silence convicts nobody. */
const failure = (outcome: string, culprits: readonly number[]) =>
  html`<span class="bad">${outcome.replaceAll('-', ' ')}</span>${
      culprits.length === 0
        ? ''
        : html`<span class="sub"
            >${outcome === 'silent' ? 'waited for' : 'by'} node ${list(culprits)}</span
          >`
    }`
