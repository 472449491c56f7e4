import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { icon } from '../pages/icon.ts'
import { signInPage, signInPagePolicy } from '../sign-in-page/page.ts'
import type { Snapshot } from './snapshot.ts'
import { page } from './views/page.ts'
import { partsOf, type PageParts } from './views/parts.ts'

/** What is looked at, once for everybody who looks. */
export type Feed = {
  readonly now: () => Promise<Snapshot>
  /** Calls back after each look, until the returned function is called. */
  readonly follow: (listener: (snapshot: Snapshot) => void) => () => void
}

/** Names under which a browser on this machine knows us; another name would be a page's trick. */
const hosts = /^(?:127[.]0[.]0[.]1|localhost|\[::1\])(?::\d+)?$/

export function createDashboard(feed: Feed): Hono {
  const app = new Hono()
  app.use(async (context, next) => {
    if (!hosts.test(context.req.header('host') ?? '')) return context.text('unknown host', 421)
    await next()
    context.header('cache-control', 'no-store')
    context.header('x-content-type-options', 'nosniff')
    context.header('referrer-policy', 'no-referrer')
    return undefined
  })
  app.get('/', async (context) => {
    const nonce = randomBytes(16).toString('base64')
    const snapshot = await feed.now()
    context.header(
      'content-security-policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    return context.html(page({ name: snapshot.name, nonce, parts: await partsOf(snapshot) }))
  })
  app.get('/sign-in', async (context) => {
    context.header('content-security-policy', signInPagePolicy)
    return context.html(await signInPage())
  })
  app.get('/icon.svg', (context) => {
    context.header('content-type', 'image/svg+xml')
    return context.body(icon)
  })
  app.get('/snapshot.json', async (context) => context.json(await feed.now()))
  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      let sent: Partial<PageParts> = {}
      let sending: Promise<void> = Promise.resolve()
      const send = async (snapshot: Snapshot): Promise<void> => {
        const parts = await partsOf(snapshot)
        for (const [id, html] of Object.entries(parts)) {
          if (sent[id as keyof PageParts] === html) continue
          await stream.writeSSE({ event: 'part', data: JSON.stringify({ id, html }) })
        }
        sent = parts
      }
      const leave = feed.follow((snapshot) => {
        sending = sending.then(async () => send(snapshot)).catch(() => undefined)
      })
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve)
      })
      leave()
    }),
  )
  return app
}
