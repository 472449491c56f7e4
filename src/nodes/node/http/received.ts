import { createHash } from 'node:crypto'
import type { Hex } from 'viem'
import { signedCertificate } from '../../../protocol/certificate.ts'
import { decodeHeaderValue } from '../../../protocol/header-value.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import {
  hashBody,
  REQUEST_HEADER,
  SESSION_HEADER,
  type RequestHead,
} from '../../../protocol/request.ts'
import type { SessionKey } from '../../../protocol/session-key.ts'
import type { Session } from '../sessions/certificate-checker.ts'
import type { WalletLimits } from './wallet-limits.ts'
import type { WalletParts } from './wallet-parts.ts'

/** A request that was read whole, and the ways to judge who made it. */
export class Received {
  readonly parts: WalletParts
  readonly bytes: Uint8Array
  readonly parameter: string
  readonly now: number
  readonly contentType: string | null
  readonly #request: { readonly method: string; readonly path: string; readonly headers: Headers }
  readonly #head: RequestHead | undefined
  readonly #asker: string
  readonly #limits: WalletLimits

  constructor(options: {
    readonly parts: WalletParts
    readonly limits: WalletLimits
    readonly asker: string
    readonly head: RequestHead | undefined
    /** `path` with its query, as it stood in the first line. */
    readonly request: { readonly method: string; readonly path: string; readonly headers: Headers }
    readonly bytes: Uint8Array
    readonly parameter: string
    readonly now: number
  }) {
    this.parts = options.parts
    this.bytes = options.bytes
    this.parameter = options.parameter
    this.now = options.now
    this.contentType = options.request.headers.get('content-type')
    this.#request = options.request
    this.#head = options.head
    this.#asker = options.asker
    this.#limits = options.limits
  }

  /** Judging a proof is dear, so fewer of them are judged than requests. */
  limitProofs(): void {
    this.#limits.proof(this.#asker, this.now)
  }

  /** Throws unless this very request was signed by the key, for this node, now and once. */
  requireSignature(key: SessionKey, session?: Hex): void {
    if (this.#head === undefined) {
      throw new ProtocolError('bad-signature', `sign the request, in the header ${REQUEST_HEADER}`)
    }
    const { method, path } = this.#request
    this.parts.requests.check(
      this.#head,
      { key, ...(session !== undefined && { session }) },
      { method, path, bodyHash: hashBody(this.bytes) },
      this.now,
    )
  }

  /** What the request's certificate certifies, if the network has signed it and it still counts. */
  session(): Session {
    const value = this.#request.headers.get(SESSION_HEADER)
    if (value === null) {
      throw new ProtocolError(
        'bad-certificate',
        `name your session, in the header ${SESSION_HEADER}`,
      )
    }
    const signed = decodeHeaderValue(SESSION_HEADER, signedCertificate, value)
    if (this.#head !== undefined) this.parts.requests.checkClock(this.#head, this.now)
    const name = createHash('sha256').update(value).digest('base64')
    this.#limits.session(this.#asker, name, this.now)
    const session = this.parts.certificates.check(signed, this.now)
    this.#limits.knowSession(name)
    return session
  }
}
