import { Hono } from 'hono'
import type { Activity } from '../../../protocol/activity.ts'
import type { Metrics } from '../metrics.ts'

export type AdminParts = {
  /** Why the node is not ready, in words; empty when it is. */
  readonly problems: () => readonly string[]
  readonly activity: () => Activity
  readonly metrics: Metrics
}

/** For the operator and whatever watches the node, on an address that nobody else reaches. */
export const createAdminApp = ({ problems, activity, metrics }: AdminParts): Hono => {
  const app = new Hono()
  app.get('/health', (context) => context.json({ up: true }))
  app.get('/ready', (context) => {
    const found = problems()
    return context.json(
      { ready: found.length === 0, problems: found },
      found.length === 0 ? 200 : 503,
    )
  })
  app.get('/metrics', async (context) => {
    context.header('content-type', metrics.registry.contentType)
    return context.body(await metrics.registry.metrics())
  })
  app.get('/activity', (context) => context.json(activity()))
  app.notFound((context) =>
    context.json({ paths: ['/health', '/ready', '/metrics', '/activity'] }, 404),
  )
  return app
}
