import { html } from 'hono/html'
import type { Snapshot } from '../snapshot.ts'
import { list, plural } from './words.ts'

/** The one sentence that says whether it works. */
export function verdict(snapshot: Snapshot): { readonly said: string; readonly why: string } {
  const { nodes, threshold, phase } = snapshot
  const ready = nodes.filter(({ state }) => state === 'ready')
  const others = nodes.filter(({ state }) => state !== 'ready')
  const trouble = list(others.map(({ party, state }) => `node ${party} is ${state}`))
  if (phase === 'starting') {
    return {
      said: 'Coming up.',
      why: `${ready.length} of ${plural(nodes.length, 'node')} ready.`,
    }
  }
  if (ready.length < threshold) {
    const missing = threshold - ready.length
    return {
      said: 'Nobody can sign.',
      why: `It takes ${threshold} nodes, and ${ready.length} ${ready.length === 1 ? 'is' : 'are'} ready. ${missing === 1 ? 'One' : missing} more must come back: ${trouble}.`,
    }
  }
  if (others.length > 0) {
    const spare = ready.length - threshold
    return {
      said: 'Signing works, with nodes missing.',
      why: `${capital(trouble)}. ${spare === 0 ? 'No other may fail.' : `${spare} more may fail.`}`,
    }
  }
  return {
    said: 'Signing works.',
    why: `All ${nodes.length} nodes are ready, any ${threshold} of them sign, and none of them has a key. ${nodes.length - threshold} may fail.`,
  }
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

export function verdictView(snapshot: Snapshot) {
  const { said, why } = verdict(snapshot)
  return html`<p class="verdict">${said}</p>
    <p class="why">${why}</p>`
}
