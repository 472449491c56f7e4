import { once } from 'node:events'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Network } from '../network.ts'
import { createDashboard } from './app.ts'
import { startFeed } from './feed.ts'
import { watchNetwork } from './watch.ts'

/** The page at the first port; it is there before all else, so that one can watch it come up. */
export async function startDashboard(network: Network): Promise<() => Promise<void>> {
  const feed = startFeed(watchNetwork(network))
  const { fetch } = createDashboard(feed)
  const server = createAdaptorServer({ fetch }) as Server
  server.listen(network.ports.dashboard, '127.0.0.1')
  await once(server, 'listening')
  return async () => {
    const closed = once(server, 'close')
    server.close()
    // Pages follow for ever; they say that the devnet has ended.
    server.closeAllConnections()
    await Promise.all([closed, feed.stop()])
  }
}
