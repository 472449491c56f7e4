import { html } from 'hono/html'

/** The time of day; a browser with scripts makes it "12 s ago". */
export function timeView(at: number) {
  const iso = new Date(at).toISOString()
  return html`<time datetime="${iso}" data-at="${Math.round(at)}">${iso.slice(11, 19)} UTC</time>`
}
