import { html, raw } from 'hono/html'
import { mark } from '../../pages/mark.ts'
import { style as shared } from '../../pages/style.ts'
import type { PageParts } from './parts.ts'
import { script } from './script.ts'
import { style } from './style.ts'

type Page = { readonly name: string; readonly nonce: string; readonly parts: PageParts }

export const page = ({ name, nonce, parts }: Page) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${name} · Assent</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <style nonce="${nonce}">
          ${raw(shared + style)}
        </style>
      </head>
      <body>
        <div class="page">
          <header class="top">
            ${mark}
            <h1>Assent <span class="meta">${name.toLowerCase()}</span></h1>
            <div id="links" class="slot">${raw(parts.links)}</div>
          </header>
          <p class="lost" role="alert">
            The devnet has ended, or cannot be reached; what stands here is how it was.
          </p>
          <main>
            <div id="verdict" aria-live="polite" aria-atomic="true">${raw(parts.verdict)}</div>
            <div class="stage">
              <figure id="ring">${raw(parts.ring)}</figure>
              <div>
                <div id="tiles">${raw(parts.tiles)}</div>
                <div id="nodes">${raw(parts.nodes)}</div>
              </div>
            </div>
            <section id="pkps">${raw(parts.pkps)}</section>
            <div class="below">
              <section id="signatures">${raw(parts.signatures)}</section>
              <section id="ceremonies">${raw(parts.ceremonies)}</section>
            </div>
          </main>
        </div>
        <script nonce="${nonce}">
          ${raw(script)}
        </script>
      </body>
    </html>`
