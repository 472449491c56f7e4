import { randomUUID } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { Logger } from 'pino'
import type * as z from 'zod'
import { errorBodyOf } from '../../protocol/error-body.ts'
import { ProtocolError } from '../../protocol/protocol-error.ts'
import { relayCoinsBody, relayMintBody, type RelayStatus } from '../../protocol/relay.ts'
import { callerOf } from './caller.ts'
import type { CarryMint } from './carry-mint.ts'
import type { GiveCoins } from './give-coins.ts'
import type { Payer } from './payer.ts'
import type { RateLimit } from './rate-limit.ts'

export type RelayParts = {
  readonly log: Logger
  readonly payer: Payer
  readonly lowBalance: bigint
  readonly behindProxy: boolean
  readonly mints: { readonly carry: CarryMint; readonly perCaller: RateLimit }
  readonly topUps: { readonly give: GiveCoins; readonly perCaller: RateLimit }
  readonly faucet?: { readonly give: GiveCoins; readonly perCaller: RateLimit }
}

type Env = { Variables: { requestId: string } }

const mostBytes = 256 * 1024

/** What wallets speak to; it holds nothing of theirs, so any page may ask. */
export function createRelayApp(parts: RelayParts): Hono<Env> {
  const { log, payer, mints, topUps, faucet } = parts
  const app = new Hono<Env>()

  app.use(async (context, next) => {
    const requestId = randomUUID()
    context.set('requestId', requestId)
    context.header('x-request-id', requestId)
    context.header('cache-control', 'no-store')
    const start = performance.now()
    await next()
    const ms = Math.round(performance.now() - start)
    const { method, path } = context.req
    log.info({ requestId, method, path, status: context.res.status, ms })
  })
  app.use(cors({ origin: '*', exposeHeaders: ['retry-after', 'x-request-id'], maxAge: 86_400 }))
  app.use(
    bodyLimit({
      maxSize: mostBytes,
      onError: () => {
        throw new ProtocolError('too-large', `a request has at most ${mostBytes} bytes`)
      },
    }),
  )

  app.get('/v1/status', async (context) => {
    const balance = await payer.balance().catch(chainSilent)
    return context.json({
      address: payer.address.toLowerCase() as RelayStatus['address'],
      balance: balance.toString(),
      chainId: payer.chainId,
    } satisfies RelayStatus)
  })
  app.get('/health', (context) => context.json({ ok: true }))
  app.get('/ready', async (context) => {
    const problems = await problemsOf(parts)
    return context.json(
      { ready: problems.length === 0, problems },
      problems.length === 0 ? 200 : 503,
    )
  })

  app.post('/v1/mints', async (context) => {
    mints.perCaller.take(callerOf(context, parts.behindProxy))
    return context.json(await mints.carry(await read(context, relayMintBody)))
  })
  app.post('/v1/top-ups', async (context) => {
    topUps.perCaller.take(callerOf(context, parts.behindProxy))
    const { address } = await read(context, relayCoinsBody)
    return context.json(await topUps.give(address))
  })
  if (faucet !== undefined) {
    app.post('/v1/faucet', async (context) => {
      faucet.perCaller.take(callerOf(context, parts.behindProxy))
      const { address } = await read(context, relayCoinsBody)
      return context.json(await faucet.give(address))
    })
  }

  app.notFound((context) => {
    const { method, path } = context.req
    return refuse(context, new ProtocolError('not-found', `this relay has no ${method} ${path}`))
  })
  app.onError((error, context) => {
    if (!(error instanceof ProtocolError)) log.error({ err: error }, 'a request failed')
    return refuse(context, error)
  })
  return app
}

async function read<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await context.req.json().catch((error: unknown) => {
    if (error instanceof ProtocolError) throw error
    throw new ProtocolError('bad-request', 'the body is no JSON')
  })
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues
    .slice(0, 8)
    .map(({ path, message }) => `${path.join('.') || 'the body'}: ${message}`)
  throw new ProtocolError('bad-request', problems.join('; '), { details: { problems } })
}

function refuse(context: Context<Env>, error: unknown): Response {
  const body = errorBodyOf(error, { requestId: context.get('requestId') })
  const { retryAfter } = body.error
  const known = error instanceof ProtocolError ? error.status : 500
  return new Response(JSON.stringify(body), {
    status: known,
    headers: {
      'content-type': 'application/json',
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
  })
}

async function problemsOf({ payer, lowBalance }: RelayParts): Promise<readonly string[]> {
  try {
    const balance = await payer.balance()
    return balance >= lowBalance
      ? []
      : [`${payer.address} has ${balance} left of the ${lowBalance} it should have: send it coins`]
  } catch {
    return ['the chain does not answer']
  }
}

function chainSilent(cause: unknown): never {
  throw new ProtocolError('chain-unavailable', 'the chain does not answer; try again', {
    cause,
    retryAfter: 2,
  })
}
