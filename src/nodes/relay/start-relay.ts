import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { pino } from 'pino'
import { getAddress } from 'viem'
import { openChain } from '../deployment/chain.ts'
import { readAccount } from '../deployment/key-file.ts'
import { OperatorProblem, reasonOf } from '../deployment/problem.ts'
import { createRelayApp } from './app.ts'
import { createBudget } from './budget.ts'
import { createCarryMint } from './carry-mint.ts'
import type { RelayConfig } from './config.ts'
import { createFaucet, createTopUp } from './give-coins.ts'
import { createPayer } from './payer.ts'
import { createRateLimit } from './rate-limit.ts'

export type Relay = { readonly url: string; readonly stop: () => Promise<void> }

const stopPatience = 4000

export async function startRelay(config: RelayConfig): Promise<Relay> {
  const log = pino(
    { level: config.logLevel, base: {}, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 1, sync: true }),
  )
  const chain = await openChain(config.rpcUrl, readAccount(config.keyFile))
  const { chainId } = config.deployment.chain
  if (chain.chainId !== chainId) {
    throw new OperatorProblem(
      `${config.rpcUrl} serves chain ${chain.chainId}, and the deployment is on ${chainId}`,
    )
  }
  const nft = getAddress(config.deployment.contracts.PkpNft)
  const payer = createPayer(chain, createBudget(config.dailyBudget))
  const { mints, topUps, faucet } = config
  const app = createRelayApp({
    log,
    payer,
    lowBalance: config.lowBalance,
    behindProxy: config.behindProxy,
    mints: {
      carry: createCarryMint(chain.reader, payer, nft),
      perCaller: createRateLimit(mints.perCaller, 'too many mints'),
    },
    topUps: {
      give: createTopUp(
        chain.reader,
        payer,
        nft,
        topUps,
        createRateLimit(topUps.perAccount, 'this account had its gas'),
      ),
      perCaller: createRateLimit(topUps.perCaller, 'too many top-ups'),
    },
    ...(faucet !== undefined && {
      faucet: {
        give: createFaucet(
          payer,
          faucet.value,
          createRateLimit(faucet.perAccount, 'this account had its coins'),
        ),
        perCaller: createRateLimit(faucet.perCaller, 'too many coins'),
      },
    }),
  })
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { headersTimeout: 10_000, requestTimeout: 20_000, maxHeaderSize: 16_384 },
  })
  const { host, port } = config.listen
  server.listen(port, host)
  await once(server, 'listening').catch((error: unknown) => {
    throw new OperatorProblem(`cannot listen on ${host}:${port}: ${reasonOf(error)}`)
  })
  const { port: bound } = server.address() as AddressInfo
  log.info({ host, port: bound, address: payer.address, chainId }, 'the relay listens')
  return {
    url: `http://${host}:${bound}`,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      // Whoever keeps a connection open cannot keep the relay.
      const late = setTimeout(() => {
        if ('closeAllConnections' in server) server.closeAllConnections()
      }, stopPatience)
      await closed
      clearTimeout(late)
    },
  }
}
