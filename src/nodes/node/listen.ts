import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { ListenAddress } from './config.ts'

export type Listening = {
  readonly port: number
  /** Takes no new connections, and waits for those that are answered. */
  readonly close: (patienceMs: number) => Promise<void>
}

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

const HEADERS_MS = 5_000
const REQUEST_MS = 15_000
const KEEP_ALIVE_MS = 5_000

/** Serves an app over HTTP/1.1, and does not wait for those who send slowly. */
export const listen = async (
  app: { readonly fetch: Fetch },
  { host, port }: ListenAddress,
): Promise<Listening> => {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: 32 * 1024,
    },
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async (patienceMs) => {
      const closed = once(server, 'close')
      server.close()
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      const late = setTimeout(() => {
        if ('closeAllConnections' in server) server.closeAllConnections()
      }, patienceMs)
      await closed
      clearTimeout(late)
    },
  }
}
