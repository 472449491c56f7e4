import { once } from 'node:events'
import {
  constants,
  performServerHandshake,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import { errorBodyOf } from '../../../protocol/error-body.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { toHex } from '../../../threshold/encoding/bytes.ts'
import { EncodingError } from '../../../threshold/errors.ts'
import type { ListenAddress } from '../config.ts'
import type { TlsCertificate } from '../keys/certificate-hash.ts'
import type { Log } from '../log.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import { reasonOf } from '../problem.ts'
import { readStream, TooLong } from '../read-stream.ts'
import { helloProblem, helloRecord, type Hello } from './hello.ts'
import { pinnedNode, shownCertificate } from './pin.ts'
import { MAX_PEER_BODY, topics, type PeerTopic } from './wire.ts'

export type PeerHandler = (
  from: number,
  topic: PeerTopic,
  body: Uint8Array,
) => Promise<Uint8Array | undefined> | Uint8Array | undefined

export type PeerServerParts = {
  readonly self: number
  readonly tls: TlsCertificate
  readonly nodeSet: NodeSetSource
  readonly hello: () => Hello
  /** Whether this run of a node is not known to be another than the one that we speak with. */
  readonly isCurrent: (from: number, bootId: Uint8Array) => boolean
  readonly handle: PeerHandler
  readonly log: Log
}

type Connection = {
  readonly party: number
  readonly certificate: string
  readonly socket: TLSSocket
  readonly session: ServerHttp2Session
  /** Since its hello. */
  bootId: Uint8Array | undefined
}

const HANDSHAKE_MS = 5_000
const BODY_MS = 10_000
const CONNECTIONS_A_PARTY = 4
const MAX_SOCKETS = 256

/** Takes in what other nodes say. Whoever the registry does not name gets not a byte. */
export class PeerServer {
  readonly #parts: PeerServerParts
  readonly #server: ReturnType<typeof createServer>
  readonly #connections = new Set<Connection>()
  /** Those that are still shaking hands among them. */
  readonly #sockets = new Set<Socket>()
  readonly #stopWatching: () => void

  constructor(parts: PeerServerParts) {
    this.#parts = parts
    this.#server = createServer({
      key: parts.tls.key,
      cert: parts.tls.certificate,
      requestCert: true,
      // Who may come in is for the registry to say, which changes while we run: see `#admit`.
      rejectUnauthorized: false,
      minVersion: 'TLSv1.3',
      ALPNProtocols: ['h2'],
      handshakeTimeout: HANDSHAKE_MS,
    })
    this.#server.maxConnections = MAX_SOCKETS
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    this.#server.on('secureConnection', (socket) => this.#admit(socket))
    this.#server.on('tlsClientError', (error, socket) => {
      parts.log.debug({ reason: reasonOf(error) }, 'a handshake failed')
      socket.destroy()
    })
    this.#stopWatching = parts.nodeSet.onChange(() => this.#expel())
  }

  async listen({ host, port }: ListenAddress): Promise<number> {
    this.#server.listen(port, host)
    await once(this.#server, 'listening')
    return (this.#server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    this.#stopWatching()
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const { session } of this.#connections) session.destroy()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #admit(socket: TLSSocket): void {
    const { nodeSet, log, self } = this.#parts
    socket.on('error', (error) => log.debug({ reason: reasonOf(error) }, 'a peer’s socket failed'))
    const certificate = shownCertificate(socket)
    const node = pinnedNode(certificate, nodeSet.current())
    if (certificate === undefined || node === undefined || node.party === self) {
      log.warn(
        { certificate, address: socket.remoteAddress },
        'refused a peer: unknown to the registry',
      )
      socket.destroy()
      return
    }
    const session = performServerHandshake(socket, {
      settings: { maxConcurrentStreams: 128, maxHeaderListSize: 4096, enablePush: false },
      maxSessionMemory: 32,
    })
    const connection: Connection = {
      party: node.party,
      certificate,
      socket,
      session,
      bootId: undefined,
    }
    this.#connections.add(connection)
    session.on('close', () => this.#connections.delete(connection))
    session.on('error', (error: Error) => {
      log.debug({ peer: node.party, reason: reasonOf(error) }, 'a peer’s connection failed')
    })
    session.on('stream', (stream, headers) => {
      void this.#serve(connection, stream, String(headers[':path']), headers[':method'])
    })
    const same = [...this.#connections].filter(({ party }) => party === node.party)
    if (same.length > CONNECTIONS_A_PARTY) same[0]?.session.destroy()
  }

  /** Ends the connections of those that the registry does not name any more. */
  #expel(): void {
    const set = this.#parts.nodeSet.current()
    for (const { party, certificate, session, socket } of this.#connections) {
      if (pinnedNode(certificate, set)?.party === party) continue
      this.#parts.log.warn(
        { peer: party },
        'closed a peer’s connection: its certificate is withdrawn',
      )
      session.destroy()
      socket.destroy()
    }
  }

  async #serve(
    connection: Connection,
    stream: ServerHttp2Stream,
    path: string,
    method: string | undefined,
  ): Promise<void> {
    const { log } = this.#parts
    stream.on('error', () => {})
    stream.setTimeout(BODY_MS, () => stream.close(constants.NGHTTP2_CANCEL))
    try {
      const topic = topics.find((one) => `/${one}` === path)
      if (topic === undefined || method !== 'POST') {
        throw new ProtocolError('not-found', 'nodes ask each other nothing of this name')
      }
      const body = await readStream(stream, MAX_PEER_BODY)
      stream.setTimeout(0)
      const answer = await this.#answer(connection, topic, body)
      respond(stream, answer === undefined ? 204 : 200, answer)
    } catch (error) {
      if (error instanceof TooLong) {
        log.warn({ peer: connection.party }, 'closed a peer’s connection: its message is too long')
        connection.socket.destroy()
        return
      }
      if (stream.destroyed) return
      const said = namedError(error)
      if (!(said instanceof ProtocolError)) {
        log.error(
          { peer: connection.party, reason: reasonOf(error) },
          'a peer’s request failed here',
        )
      }
      const status = said instanceof ProtocolError ? said.status : 500
      respond(stream, status, Buffer.from(JSON.stringify(errorBodyOf(said))))
    }
  }

  async #answer(
    connection: Connection,
    topic: PeerTopic,
    body: Uint8Array,
  ): Promise<Uint8Array | undefined> {
    const { party } = connection
    if (topic !== 'hello') {
      if (connection.bootId === undefined) {
        throw new ProtocolError('bad-request', 'say hello first')
      }
      this.#requireCurrent(party, connection.bootId)
      return this.#parts.handle(party, topic, body)
    }
    const ours = this.#parts.hello()
    const theirs = helloRecord.decode(body)
    const problem = helloProblem(ours, theirs)
    if (problem === undefined) {
      connection.bootId = theirs.bootId
    } else {
      this.#parts.log.warn({ peer: party, problem }, 'a peer is of no use to us')
    }
    return helloRecord.encode(ours)
  }

  /**
   * A copy of a node has its certificate as well. What counts is the run behind its address, with
   * which our own connection is: whoever else speaks for it is refused, and cannot disturb it.
   */
  #requireCurrent(party: number, bootId: Uint8Array): void {
    if (this.#parts.isCurrent(party, bootId)) return
    this.#parts.log.warn(
      { peer: party, bootId: toHex(bootId), security: 'other-run' },
      'a second process speaks for a peer: a copy of it, or a run that is over',
    )
    throw new ProtocolError('stale-header', 'at your address another run of you is answering')
  }
}

/** Bytes that do not decode are the peer's fault, and no failure of ours. */
const namedError = (error: unknown): unknown =>
  error instanceof EncodingError ? new ProtocolError('bad-request', error.message) : error

const respond = (stream: ServerHttp2Stream, status: number, body: Uint8Array | undefined): void => {
  if (stream.destroyed) return
  stream.respond({ ':status': status })
  stream.end(body)
}
