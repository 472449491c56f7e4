import { html } from 'hono/html'
import type { PermittedView, PkpView, Snapshot } from '../snapshot.ts'
import { ends } from './words.ts'

export const pkpsView = ({ pkps }: Snapshot) =>
  html`<h2>PKPs <small>keys that nobody has, and who may use them</small></h2>
    ${
      pkps.length === 0
        ? html`<p class="empty">
            None yet. <code>npm run example evm</code> mints one and signs a transaction with it.
          </p>`
        : html`<ul class="pkps">
            ${pkps.map(card)}
          </ul>`
    }`

const card = ({ tokenId, address, picture, owner, permitted }: PkpView) =>
  html`<li class="pkp">
    ${
      picture === undefined
        ? html`<span class="blank"></span>`
        : html`<img src="${picture}" alt="" width="88" height="88" />`
    }
    <button class="copy" id="copy-${tokenId}" data-copy="${address}" title="Copy the address">
      ${address.slice(0, 22)}<wbr />${address.slice(22)}
    </button>
    <span class="owner">${ownerLine(owner)}</span>
    <ul aria-label="May use it">
      ${
        permitted.length === 0
          ? html`<li><span class="may">nobody is permitted</span></li>`
          : permitted.map(permittedLine)
      }
    </ul>
  </li>`

function ownerLine(owner: PkpView['owner']): string {
  switch (owner.kind) {
    case 'itself':
      return 'owns itself'
    case 'burned':
      return 'burned: its permissions are for ever'
    default:
      return `owned by ${ends(owner.address ?? '')}`
  }
}

const permittedLine = ({ method, id, scopes }: PermittedView) =>
  html`<li>
    <span class="who"
      >${method}${method === 'itself' ? '' : html`<code title="${id}">${ends(id)}</code>`}</span
    >
    <span class="may"
      >${scopes.length === 0 ? 'may prove who asks' : `may ${scopes.join(', ')}`}</span
    >
  </li>`
