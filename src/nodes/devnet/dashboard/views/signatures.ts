import { html } from 'hono/html'
import type { SignatureView, Snapshot } from '../snapshot.ts'
import { timeView } from './time.ts'
import { ends, list, milliseconds } from './words.ts'

export function signaturesView({ signatures, pkps }: Snapshot) {
  const addresses = new Map(pkps.map(({ publicKey, address }) => [publicKey, address]))
  const longest = Math.max(1, ...signatures.map(({ presignMs, signMs }) => presignMs + signMs))
  return html`<h2>Signatures <small>who gave a share, and how long it took</small></h2>
    ${
      signatures.length === 0
        ? html`<p class="empty">
            None since the nodes started. What is signed never shows here: only that it was.
          </p>`
        : html`<ul class="rows">
            ${signatures.map((signature) =>
              row(signature, addresses.get(signature.publicKey) ?? signature.publicKey, longest),
            )}
          </ul>`
    }`
}

function row(
  { kind, at, signers, presignMs, signMs }: SignatureView,
  account: string,
  longest: number,
) {
  const share = (ms: number): string => ((100 * ms) / longest).toFixed(1)
  const silent = signers.filter(({ told }) => !told).map(({ party }) => party)
  return html`<li class="row signature">
    <span class="what">
      <b>${kindName(kind)}</b>
      <span class="sub"><code>${ends(account)}</code>, ${timeView(at)}</span>
    </span>
    <span>
      <span class="unseen">
        Signed by
        ${list(signers.map(({ party }) => party))}${silent.length === 0 ? '' : `, of which ${list(silent)} cannot be asked now`}.
      </span>
      <ul class="signers" aria-hidden="true">
        ${signers.map(({ party, told }) => html`<li><i class="lamp ${told ? 'lit' : ''}"></i>${party}</li>`)}
      </ul>
    </span>
    <span class="took">
      <svg
        class="bar"
        viewBox="0 0 100 6"
        preserveAspectRatio="none"
        width="100%"
        height="6"
        aria-hidden="true"
      >
        <rect width="${share(presignMs)}" height="6" fill="var(--indigo)" opacity="0.6" />
        <rect
          x="${share(presignMs)}"
          width="${share(Math.max(signMs, longest / 60))}"
          height="6"
          fill="var(--lamp)"
        />
      </svg>
      <span class="times">
        <span>presign ${milliseconds(presignMs)}</span><span>sign ${milliseconds(signMs)}</span>
      </span>
    </span>
  </li>`
}

const names: Readonly<Record<string, string>> = {
  'evm-transaction': 'EVM transaction',
  'evm-authorization': 'EVM authorization',
  'personal-message': 'Message',
  'typed-data': 'Typed data',
  'typed-data-v1': 'Typed data, first version',
  adr36: 'Cosmos message',
  'cosmos-direct': 'Cosmos transaction',
  'cosmos-amino': 'Cosmos transaction',
  digest: 'Bare digest',
}

const kindName = (kind: string) => names[kind] ?? kind
