import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import type { ListenAddress } from '../config.ts'
import type { WalletApp } from './app.ts'
import type { WalletOptions } from './wallet-options.ts'

export type WalletServer = {
  /** The port that it listens on, which is the one that was asked for unless that was 0. */
  readonly port: number
  /** Lets what is under way end, for so long at most, and closes. */
  close(graceMilliseconds: number): Promise<void>
}

/** Two headers of 12 kB each, and what a browser adds. */
const MAX_HEADER_BYTES = 32 * 1024

/** How often connections are looked at for having taken too long. */
const CHECK_MILLISECONDS = 500

/** Puts the app on an address, with deadlines for whoever sends slowly. */
export const serveWallets = async (
  address: ListenAddress,
  app: WalletApp,
  options: Pick<WalletOptions, 'headersSeconds' | 'requestSeconds' | 'connections'>,
): Promise<WalletServer> => {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      maxHeaderSize: MAX_HEADER_BYTES,
      // The headers are part of the request: Node refuses to start with more time for the part.
      headersTimeout: Math.min(options.headersSeconds, options.requestSeconds) * 1000,
      requestTimeout: options.requestSeconds * 1000,
      connectionsCheckingInterval: CHECK_MILLISECONDS,
      keepAliveTimeout: 30_000,
    },
  }) as Server
  server.maxConnections = options.connections
  server.listen(address.port, address.host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    close: async (graceMilliseconds) => {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      await Promise.race([closed, sleep(graceMilliseconds, undefined, { ref: false })])
      server.closeAllConnections()
      await closed
    },
  }
}
