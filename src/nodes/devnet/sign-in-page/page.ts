import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import { mark } from '../pages/mark.ts'
import { style as shared } from '../pages/style.ts'
import { keccakScript } from './keccak-script.ts'
import { script } from './script.ts'
import { style } from './style.ts'

/** The name by which the wallet announces itself to pages. */
const ownRdns = 'app.assent.wallet'

const styles = shared + style
const scripts = `'use strict'\nconst OWN_RDNS = '${ownRdns}'\n${keccakScript}${script}`

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`

// The policy knows them by their hash, so not a space may come in between.
const styleElement = raw(`<style>${styles}</style>`)
const scriptElement = raw(`<script>${scripts}</script>`)

/** Only what is in the page runs, and nobody frames it. */
export const signInPagePolicy = [
  "default-src 'none'",
  `style-src ${hashOf(styles)}`,
  `script-src ${hashOf(scripts)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A page cannot say itself who may frame it: that takes the header. */
const policyInPage = signInPagePolicy.replace("; frame-ancestors 'none'", '')

/**
 * Where people sign in by a passkey or by another wallet: neither works on a page of an extension,
 * and both belong to a domain of the deployment. One file, the same for every deployment.
 */
export const signInPage = async (): Promise<string> => {
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="content-security-policy" content="${policyInPage}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>Sign in · Assent</title>
        ${styleElement}
      </head>
      <body>
        <main>
          ${mark}
          <section data-part="passkey" hidden>
            <h1>Sign in with a passkey</h1>
            <p>
              It stays on this device, or where you keep your passkeys, and asks for your finger,
              face or PIN.
            </p>
          </section>
          <section data-part="wallet" hidden>
            <h1>Sign in with another wallet</h1>
            <p>
              It signs a text that says who you are. That is no transaction, costs nothing and moves
              nothing.
            </p>
          </section>
          <section data-part="done" hidden>
            <h1>The wallet goes on</h1>
            <p role="status">This page closes by itself.</p>
            <p id="unheard" hidden>
              It should have closed by now. If it stays, look whether Assent is installed in this
              browser and may read this page, and begin again in the wallet.
            </p>
          </section>
          <section data-part="lost">
            <h1>Begin in the wallet</h1>
            <p>
              This page is a part of signing in to Assent. Open the wallet, and choose a passkey or
              another wallet there.
            </p>
          </section>
          <p class="compare" id="compare" hidden>
            Only go on if the wallet shows this code too:
            <output id="code" data-testid="page-code"></output>
          </p>
          <div class="choices" data-part="passkey" hidden>
            <p id="again" hidden>
              Once more, please, with the same passkey: it has not been used here before, and one
              use does not tell it from another.
            </p>
            <button id="use" class="first" type="button" data-testid="page-passkey-use">
              Use a passkey
            </button>
            <button id="create" type="button" data-testid="page-passkey-create">
              Make a new passkey
            </button>
          </div>
          <div class="choices" data-part="wallet" hidden>
            <div class="choices" id="wallets"></div>
            <p id="no-wallet" hidden>There is no other wallet in this browser.</p>
          </div>
          <p class="problem" id="problem" role="alert"></p>
        </main>
        ${scriptElement}
      </body>
    </html>`
  return String(page)
}
