import { html } from 'hono/html'
import type { Snapshot } from '../snapshot.ts'
import { ends } from './words.ts'

/** Where the parts are, for whoever develops against them. */
export function linksView({ chain, services }: Snapshot) {
  return html`<ul class="links">
    ${chain === undefined ? '' : entry('RPC', chain.url, true)}
    ${chain === undefined ? '' : entry('registry', chain.registry, true)}
    ${services.map(({ name, url, running }) => entry(name, url, running))}
  </ul>`
}

const entry = (name: string, url: string, running: boolean) =>
  html`<li class="${running ? '' : 'off'}">
    <span>${name}${running ? '' : ', down'}</span>
    <button
      class="copy"
      id="copy-${name.replaceAll(' ', '-')}"
      data-copy="${url}"
      title="Copy ${url}"
    >
      ${url.startsWith('http') ? url.replace('http://', '') : ends(url)}
    </button>
  </li>`
