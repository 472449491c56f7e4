import {
  connect as connectHttp2,
  type ClientHttp2Session,
  type ClientHttp2Stream,
} from 'node:http2'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { errorBody, readErrorBody } from '../../../protocol/error-body.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import type { RegistryNode } from '../../../registry/node-set.ts'
import type { TlsCertificate } from '../keys/certificate-hash.ts'
import type { Log } from '../log.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import { reasonOf } from '../problem.ts'
import { readStream } from '../read-stream.ts'
import { helloProblem, helloRecord, type Hello } from './hello.ts'
import { pinnedNode, shownCertificate } from './pin.ts'
import { MAX_PEER_BODY, type PeerTopic } from './wire.ts'

export type PeerLinkParts = {
  readonly party: number
  readonly tls: TlsCertificate
  readonly nodeSet: NodeSetSource
  readonly hello: () => Hello
  readonly greeted: (from: number, hello: Hello) => void
  readonly changed: () => void
  readonly log: Log
}

const HANDSHAKE_MS = 5_000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 3_000
const PING_MS = 2_000
/** Longer than any piece of work during which an honest node answers nobody. */
const PONG_MS = 8_000
const MAX_WAITING = 256
const MAX_WAITING_BYTES = 16 * 1024 * 1024
export const REQUEST_MS = 6_000

/** Our connection to one other node: made again whenever it breaks, for as long as it has a pin. */
export class PeerLink {
  readonly party: number
  readonly #parts: PeerLinkParts
  #socket: TLSSocket | undefined
  #session: ClientHttp2Session | undefined
  /** What the other end has shown of itself; HTTP/2 takes the socket over, and hides it. */
  #shown: string | undefined
  #up = false
  #boot: Uint8Array | undefined
  #closed = false
  #pause = FIRST_PAUSE_MS
  #retry: NodeJS.Timeout | undefined
  #heartbeat: NodeJS.Timeout | undefined
  #waiting = 0
  #waitingBytes = 0

  constructor(parts: PeerLinkParts) {
    this.party = parts.party
    this.#parts = parts
    this.#connect()
  }

  /** Whether the other end has answered our hello on a connection that still stands. */
  get up(): boolean {
    return this.#up
  }

  /** Which run of the node it is that stands behind its address, while there is a connection. */
  get boot(): Uint8Array | undefined {
    return this.#up ? this.#boot : undefined
  }

  /** Resolves with what the peer answered; fails at once when there is no connection. */
  async request(topic: PeerTopic, body: Uint8Array, timeoutMs = REQUEST_MS): Promise<Uint8Array> {
    if (!this.#up || this.#session === undefined) throw this.#unreachable('no connection')
    return this.#post(this.#session, topic, body, timeoutMs)
  }

  /** Looks again at the registry, and ends a connection that is not pinned any more. */
  recheck(): void {
    if (this.#shown === undefined || this.#shown === this.#node()?.certificate) return
    this.#session?.destroy()
    this.#socket?.destroy()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#retry)
    this.#session?.destroy()
    this.#socket?.destroy()
    this.#down()
  }

  #node(): RegistryNode | undefined {
    return this.#parts.nodeSet.current().nodes.find(({ party }) => party === this.party)
  }

  #connect(): void {
    const node = this.#node()
    if (this.#closed || node === undefined) return
    const { tls } = this.#parts
    const { hostname, port } = new URL(node.peerUrl)
    const host = hostname.replace(/^\[|\]$/g, '')
    const socket = connectTls({
      host,
      port: Number(port === '' ? 443 : port),
      key: tls.key,
      cert: tls.certificate,
      // The registry's hash decides, below, before anything is said.
      rejectUnauthorized: false,
      minVersion: 'TLSv1.3',
      ALPNProtocols: ['h2'],
    })
    this.#socket = socket
    socket.setNoDelay(true)
    socket.setTimeout(HANDSHAKE_MS, () => socket.destroy(new Error('no answer')))
    socket.on('error', (error) => this.#report(error))
    socket.once('close', () => this.#broken(socket))
    socket.once('secureConnect', () => {
      socket.setTimeout(0)
      void this.#greet(socket, node)
    })
  }

  async #greet(socket: TLSSocket, node: RegistryNode): Promise<void> {
    const { nodeSet, hello, log } = this.#parts
    const shown = shownCertificate(socket)
    this.#shown = shown
    if (pinnedNode(shown, nodeSet.current())?.party !== this.party) {
      log.warn(
        { peer: this.party, certificate: shown },
        'this is not the peer that the registry names',
      )
      socket.destroy()
      return
    }
    const session = connectHttp2(node.peerUrl, {
      createConnection: () => socket,
      settings: { enablePush: false },
      maxSessionMemory: 32,
    })
    this.#session = session
    session.on('error', (error) => this.#report(error))
    session.once('close', () => socket.destroy())
    try {
      const ours = hello()
      const theirs = helloRecord.decode(
        await this.#post(session, 'hello', helloRecord.encode(ours), HANDSHAKE_MS),
      )
      const problem = helloProblem(ours, theirs)
      if (problem !== undefined) throw new Error(problem)
      if (session.destroyed) return
      this.#up = true
      this.#boot = theirs.bootId
      this.#pause = FIRST_PAUSE_MS
      this.#watch(session, socket)
      this.#parts.greeted(this.party, theirs)
      log.info({ peer: this.party }, 'connected to a peer')
      this.#parts.changed()
    } catch (error) {
      this.#report(error)
      socket.destroy()
    }
  }

  /** A peer that stands still keeps its sockets open: only asking tells. */
  #watch(session: ClientHttp2Session, socket: TLSSocket): void {
    this.#heartbeat = setInterval(() => {
      // One that ended politely leaves its socket open until the peer closes it, and says nothing.
      if (session.closed || session.destroyed) {
        socket.destroy()
        return
      }
      const late = patiently(PONG_MS, () => session.destroy(new Error('no answer to a ping')))
      try {
        session.ping(late)
      } catch {
        late()
      }
    }, PING_MS)
    this.#heartbeat.unref()
  }

  #broken(socket: TLSSocket): void {
    if (socket !== this.#socket) return
    this.#down()
    if (this.#closed) return
    // Spread, so that a set that starts together does not knock together.
    this.#retry = setTimeout(() => this.#connect(), this.#pause * (0.5 + Math.random()))
    this.#retry.unref()
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS)
  }

  #down(): void {
    clearInterval(this.#heartbeat)
    this.#session = undefined
    this.#shown = undefined
    if (!this.#up) return
    this.#up = false
    if (!this.#closed) this.#parts.log.warn({ peer: this.party }, 'lost a peer')
    this.#parts.changed()
  }

  #report(error: unknown): void {
    this.#parts.log.debug({ peer: this.party, reason: reasonOf(error) }, 'cannot reach a peer')
  }

  #unreachable(reason: string): ProtocolError {
    return new ProtocolError(
      'peer-unreachable',
      `node ${this.party} cannot be reached: ${reason}`,
      {
        details: { party: this.party },
        retryAfter: 1,
      },
    )
  }

  async #post(
    session: ClientHttp2Session,
    topic: PeerTopic,
    body: Uint8Array,
    timeoutMs: number,
  ): Promise<Uint8Array> {
    if (this.#waiting >= MAX_WAITING || this.#waitingBytes + body.length > MAX_WAITING_BYTES) {
      throw new ProtocolError('busy', `too much waits to be sent to node ${this.party}`, {
        retryAfter: 1,
      })
    }
    this.#waiting++
    this.#waitingBytes += body.length
    try {
      return await this.#exchange(session, topic, body, timeoutMs)
    } finally {
      this.#waiting--
      this.#waitingBytes -= body.length
    }
  }

  /** A connection that ended in this moment, or is about to, says so by throwing. */
  #begin(session: ClientHttp2Session, topic: PeerTopic): ClientHttp2Stream {
    try {
      return session.request({ ':method': 'POST', ':path': `/${topic}` })
    } catch (error) {
      if (session === this.#session) this.#socket?.destroy()
      throw this.#unreachable(reasonOf(error))
    }
  }

  async #exchange(
    session: ClientHttp2Session,
    topic: PeerTopic,
    body: Uint8Array,
    timeoutMs: number,
  ): Promise<Uint8Array> {
    const stream = this.#begin(session, topic)
    const inTime = patiently(timeoutMs, () => stream.destroy(new Error('no answer in time')))
    try {
      // A refused client may see a stream that just ends: without a status nothing was answered.
      let status: number | undefined
      stream.once('response', (headers) => {
        status = headers[':status']
      })
      stream.end(body)
      const answer = await readStream(stream, MAX_PEER_BODY)
      if (status === undefined) throw new Error('the connection ended without an answer')
      if (status === 200 || status === 204) return answer
      throw refusalIn(answer)
    } catch (error) {
      throw error instanceof ProtocolError ? error : this.#unreachable(reasonOf(error))
    } finally {
      inTime()
      stream.destroy()
    }
  }
}

/**
 * Gives up after a time, unless the returned function is called. If it was we who stood still, what
 * has arrived meanwhile is read first: timers that are due run before it.
 */
const patiently = (ms: number, giveUp: () => void): (() => void) => {
  let over = false
  const timer = setTimeout(() => {
    setImmediate(() => {
      if (!over) giveUp()
    })
  }, ms)
  return () => {
    over = true
    clearTimeout(timer)
  }
}

const refusalIn = (body: Uint8Array): ProtocolError => {
  const parsed = errorBody.safeParse(JSON.parse(Buffer.from(body).toString('utf8')))
  if (parsed.success) return readErrorBody(parsed.data)
  return new ProtocolError('internal', 'a peer refused, and does not say why')
}
