import type * as z from 'zod'
import type { SessionKey } from '../../../protocol/session-key.ts'
import type { Session } from '../sessions/certificate-checker.ts'
import { parseBody } from './parse-body.ts'
import type { Received } from './received.ts'
import type { WalletParts } from './wallet-parts.ts'

type Place = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** As Hono matches it, with one parameter at most. */
  readonly path: string
}

/** A question of the protocol; what it answers goes out as JSON. */
export type Endpoint = Place & { readonly answer: (received: Received) => Promise<object> }

type Asked = {
  readonly parts: WalletParts
  /** The parameter of the path, or nothing. */
  readonly parameter: string
  /** Unix time in milliseconds, when the request came. */
  readonly now: number
}

/** Anybody may ask. */
export const publicEndpoint = (
  place: Place,
  handle: (asked: Asked) => object | Promise<object>,
): Endpoint => ({
  ...place,
  answer: async ({ parts, parameter, now }) => handle({ parts, parameter, now }),
})

/** Whoever holds the session key that the body names may ask, before there is a session. */
export const keyEndpoint = <Body>(
  place: Place,
  options: { readonly body: z.ZodType<Body>; readonly keyOf: (body: Body) => SessionKey },
  handle: (asked: Asked & { readonly body: Body }) => object | Promise<object>,
): Endpoint => ({
  ...place,
  answer: async (received) => {
    received.limitProofs()
    const body = parseBody(options.body, received.contentType, received.bytes)
    received.requireSignature(options.keyOf(body))
    const { parts, parameter, now } = received
    return handle({ parts, parameter, now, body })
  },
})

/** Whoever holds the session key of a certificate that counts may ask. */
export const sessionEndpoint = (
  place: Place,
  handle: (asked: Asked & { readonly session: Session }) => object | Promise<object>,
): Endpoint => ({
  ...place,
  answer: async (received) => {
    const { parts, parameter, now } = received
    return handle({ parts, parameter, now, session: certified(received) })
  },
})

/** The same, with a body. */
export const sessionBodyEndpoint = <Body>(
  place: Place,
  schema: z.ZodType<Body>,
  handle: (
    asked: Asked & { readonly session: Session; readonly body: Body },
  ) => object | Promise<object>,
): Endpoint => ({
  ...place,
  answer: async (received) => {
    const session = certified(received)
    const { parts, parameter, now } = received
    const body = parseBody(schema, received.contentType, received.bytes)
    return handle({ parts, parameter, now, session, body })
  },
})

const certified = (received: Received): Session => {
  const session = received.session()
  received.requireSignature(session.certificate.sessionKey, session.id)
  return session
}
