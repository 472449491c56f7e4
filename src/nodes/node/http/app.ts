import { randomBytes } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { toHex } from '../../../payloads/encoding/hex.ts'
import { ANSWER_HEADER, answerBytes } from '../../../protocol/answer.ts'
import { errorBodyOf } from '../../../protocol/error-body.ts'
import { decodeHeaderValue, encodeHeaderValue } from '../../../protocol/header-value.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import {
  hashBody,
  REQUEST_HEADER,
  requestHead,
  type RequestHead,
} from '../../../protocol/request.ts'
import { asProtocolError } from './as-protocol-error.ts'
import { corsHeaders, preflightHeaders } from './cors.ts'
import type { Endpoint } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { readBody } from './read-body.ts'
import { Received } from './received.ts'
import { askerOf } from './remote-address.ts'
import { WalletLimits } from './wallet-limits.ts'
import type { WalletParts } from './wallet-parts.ts'

type Bound = { Bindings: Partial<HttpBindings> }

export type WalletApp = Hono<Bound>

const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

type Answer = { readonly status: number; readonly body: object; readonly error?: ProtocolError }

/** What this node answers to wallets; `parts` is all that it is made of. */
export const createWalletApp = (parts: WalletParts): WalletApp => {
  const app: WalletApp = new Hono()
  const limits = new WalletLimits(parts.options)
  for (const endpoint of endpoints) {
    app.on(endpoint.method, endpoint.path, async (context) =>
      respond(parts, limits, endpoint, context),
    )
  }
  app.options('*', (context) =>
    context.body(null, 204, { ...cors(parts, context), ...preflightHeaders }),
  )
  app.notFound(async (context) => respond(parts, limits, undefined, context))
  // Nothing gets here that `respond` could name; if something does, it says nothing.
  app.onError((error, context) => {
    parts.log.error({ err: error }, 'an answer could not be made')
    return context.json(errorBodyOf(error, { node: parts.party }), 500)
  })
  return app
}

const respond = async (
  parts: WalletParts,
  limits: WalletLimits,
  endpoint: Endpoint | undefined,
  context: Context<Bound>,
): Promise<Response> => {
  const now = parts.now()
  const began = performance.now()
  const read: { head?: RequestHead | undefined } = {}
  const answer = await answerTo(parts, limits, endpoint, context, now, read)
  const name = endpoint?.path ?? 'unknown'
  const took = performance.now() - began
  parts.metrics.answered(name, answer.status, answer.error?.code, took)
  note(parts, name, answer, read.head, took)
  return sealed(parts, answer, read.head, cors(parts, context))
}

const answerTo = async (
  parts: WalletParts,
  limits: WalletLimits,
  endpoint: Endpoint | undefined,
  context: Context<Bound>,
  now: number,
  read: { head?: RequestHead | undefined },
): Promise<Answer> => {
  let leave: (() => void) | undefined
  try {
    const asker = askerIn(context, parts.options.trustProxy)
    limits.request(asker, now)
    leave = limits.enter()
    read.head = headIn(context)
    if (parts.stopping()) {
      throw new ProtocolError('stopping', 'this node is going down: ask others', { retryAfter: 5 })
    }
    if (endpoint === undefined)
      throw new ProtocolError('not-found', 'there is nothing of this name')
    const request = {
      method: context.req.method,
      path: pathOf(context),
      headers: context.req.raw.headers,
    }
    const bytes = await readBody(context.req.raw)
    const { head } = read
    const parameter = Object.values(context.req.param())[0] ?? ''
    const received = new Received({ parts, limits, asker, head, request, bytes, parameter, now })
    return { status: 200, body: await endpoint.answer(received) }
  } catch (thrown) {
    const error = asProtocolError(thrown)
    const requestId = read.head?.id ?? toHex(randomBytes(8))
    return {
      status: error.status,
      body: errorBodyOf(error, { node: parts.party, requestId }),
      error,
    }
  } finally {
    leave?.()
  }
}

const headIn = (context: Context<Bound>): RequestHead | undefined => {
  const value = context.req.header(REQUEST_HEADER)
  return value === undefined ? undefined : decodeHeaderValue(REQUEST_HEADER, requestHead, value)
}

/** With the query, and with whatever spelling it came in: it was signed like that. */
const pathOf = ({ env, req }: Context<Bound>): string => {
  const { pathname, search } = new URL(req.url)
  return env?.incoming?.url ?? `${pathname}${search}`
}

const askerIn = ({ env, req }: Context<Bound>, trustProxy: number): string =>
  askerOf(env?.incoming?.socket.remoteAddress, req.header('x-forwarded-for'), trustProxy)

const cors = (parts: WalletParts, { req }: Context<Bound>) =>
  corsHeaders(req.header('origin') ?? null, parts.deployment.walletPage?.url)

/** The answer with this node's signature, where it was asked in a way that can be answered to. */
const sealed = (
  parts: WalletParts,
  { status, body, error }: Answer,
  head: RequestHead | undefined,
  headers: Readonly<Record<string, string>>,
): Response => {
  const text = new TextEncoder().encode(JSON.stringify(body))
  return new Response(text, {
    status,
    headers: {
      'content-type': 'application/json',
      ...securityHeaders,
      ...headers,
      ...(error?.retryAfter !== undefined && { 'retry-after': `${Math.ceil(error.retryAfter)}` }),
      // What is left of a body that was too large is not read.
      ...(error?.code === 'too-large' && { connection: 'close' }),
      ...(head !== undefined && { [ANSWER_HEADER]: signed(parts, head, status, text) }),
    },
  })
}

const signed = (
  { party: node, nodeSetName: nodeSet, identity }: WalletParts,
  { id }: RequestHead,
  status: number,
  text: Uint8Array,
): string => {
  const bytes = answerBytes({ nodeSet, node, id, status, bodyHash: hashBody(text) })
  return encodeHeaderValue({ node, signature: toHex(identity.sign(bytes)) })
}

const note = (
  { log }: WalletParts,
  endpoint: string,
  { status, error }: Answer,
  head: RequestHead | undefined,
  took: number,
): void => {
  const about = { endpoint, status, code: error?.code, requestId: head?.id, ms: Math.round(took) }
  if (error?.code === 'internal' || error?.code === 'store-failed') {
    log.error({ ...about, err: error.cause }, 'a request failed here')
  } else {
    log.debug(about, 'answered')
  }
}
