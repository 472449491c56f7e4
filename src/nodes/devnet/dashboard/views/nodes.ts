import { html } from 'hono/html'
import type { NodeView, Snapshot } from '../snapshot.ts'
import { timeView } from './time.ts'
import { megabytes } from './words.ts'

export const nodesView = ({ nodes }: Snapshot) =>
  html`<ul class="nodes ${nodes.length > 10 ? 'many' : ''}" aria-label="Nodes">
    ${nodes.map(nodeRow)}
  </ul>`

function nodeRow({ party, state, inside, problems, log, pid }: NodeView) {
  return html`<li class="node">
    <span class="lamp ${state}" aria-hidden="true"></span>
    <span><b>Node ${party}</b><span class="state ${state}">${state}</span></span>
    <dl>
      ${
        inside === undefined
          ? ''
          : html`<div>
                <dt>started</dt>
                <dd>${timeView(inside.startedAt)}</dd>
              </div>
              <div>
                <dt>paired</dt>
                <dd>
                  ${inside.peers.filter(({ paired }) => paired).length}/${inside.peers.length}
                </dd>
              </div>
              <div>
                <dt>keys</dt>
                <dd>${inside.keys}</dd>
              </div>
              <div>
                <dt class="unseen">memory</dt>
                <dd>${megabytes(inside.memoryBytes)}</dd>
              </div>`
      }
    </dl>
    ${wrong(state, problems, log, pid)}
  </li>`
}

function wrong(
  state: NodeView['state'],
  problems: readonly string[],
  log: string,
  pid: number | undefined,
) {
  if (state === 'ready') return ''
  const why = {
    starting: problems.length > 0 ? problems.join('; ') : 'has not answered yet',
    frozen: `process ${pid ?? ''} does not answer`,
    down: 'its process has ended',
  }[state]
  return html`<p class="wrong">${why}. <span class="unseen">Log:</span> <code>${log}</code></p>`
}
