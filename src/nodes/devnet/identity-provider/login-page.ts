import { html, raw } from 'hono/html'
import { mark } from '../pages/mark.ts'
import { style } from '../pages/style.ts'
import type { Person } from './people.ts'

const own = `
body { min-height: 100svh; display: grid; place-items: center; padding: 24px 16px; }
main { width: 100%; max-width: 400px; }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 20px;
  padding: 32px 12px 12px; box-shadow: 0 24px 48px -32px light-dark(#1c233366, #000);
}
header { text-align: center; padding: 0 20px 24px; }
h1 { font-size: 22px; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; margin-top: 12px; }
header p { color: var(--soft); margin-top: 6px; }
button {
  display: flex; align-items: center; gap: 14px; width: 100%; padding: 12px 16px;
  border: 0; border-radius: 12px; background: none; color: inherit; font: inherit;
  text-align: left; cursor: pointer; transition: background 120ms;
}
button:hover { background: var(--sunk); }
button:active { background: var(--line); }
button:focus-visible { outline-offset: -2px; border-radius: 12px; }
li + li { border-top: 1px solid var(--line); margin-top: 4px; padding-top: 4px; }
img { width: 44px; height: 44px; border-radius: 50%; flex: none; }
.who { display: grid; min-width: 0; }
.who b { font-weight: 600; }
.who span { color: var(--soft); font-size: 13.5px; overflow: hidden; text-overflow: ellipsis; }
.go { margin-left: auto; color: var(--soft); flex: none; transition: transform 120ms; }
button:hover .go { transform: translateX(3px); color: var(--indigo); }
footer { color: var(--soft); font-size: 13px; text-align: center; padding: 20px 24px 0; }
footer b { font-weight: 550; overflow-wrap: anywhere; }
`

type Page = {
  readonly people: readonly Person[]
  readonly nonce: string
  /** The host that learns who was chosen. */
  readonly goesTo: string
}

export const loginPage = async ({ people, nonce, goesTo }: Page): Promise<string> => {
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Sign in · Devnet</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <style nonce="${nonce}">
          ${raw(style + own)}
        </style>
      </head>
      <body>
        <main>
          <div class="card">
            <header>
              ${mark}
              <h1>Who do you want to be?</h1>
              <p>Sign in to Assent with one click</p>
            </header>
            <form method="post">
              <ul>
                ${people.map(entry)}
              </ul>
            </form>
          </div>
          <footer>
            <p>
              These people live on this machine’s devnet.
              ${goesTo === '' ? '' : html`You go on to <b>${raw(breakable(goesTo))}</b>.`}
            </p>
          </footer>
        </main>
      </body>
    </html>`
  return page.toString()
}

/** A host may break before its dots; its name has no character that HTML knows. */
const breakable = (host: string): string =>
  host.replaceAll(/[^\w.:[\]-]/g, '').replaceAll('.', '<wbr>.')

const entry = ({ id, name, email }: Person) =>
  html`<li>
    <button name="person" value="${id}" data-testid="person-${id}">
      <img src="/people/${id}.svg" alt="" width="44" height="44" />
      <span class="who"><b>${name}</b><span>${email}</span></span>
      <svg class="go" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path
          d="M7.5 4.5 13 10l-5.5 5.5"
          fill="none"
          stroke="currentColor"
          stroke-width="1.8"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    </button>
  </li>`
