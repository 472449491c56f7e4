import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ProxiedRequest = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export type ProxiedAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Stands between a client and a server: may ask the server what it likes, and answer what it likes. */
export type Between = (
  request: ProxiedRequest,
  ask: (request: ProxiedRequest) => Promise<ProxiedAnswer>,
) => Promise<ProxiedAnswer>

export type HttpProxy = {
  readonly url: string
  /** From now on; undefined passes everything on as it is. */
  use: (between: Between | undefined) => void
  stop: () => Promise<void>
}

export async function startHttpProxy(target: string, port = 0): Promise<HttpProxy> {
  let between: Between | undefined
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing).catch(() => outgoing.destroy())
  })
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await read(incoming)
    const ask = async (changed: ProxiedRequest) => pass(target, changed)
    const { status, headers, body } = await (between?.(request, ask) ?? ask(request))
    outgoing.writeHead(status, headers).end(body)
  }
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    use: (next) => {
      between = next
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function read(incoming: IncomingMessage): Promise<ProxiedRequest> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    typeof value === 'string' && !ofConnection.has(name) ? [[name, value] as const] : [],
  )
  return {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(parts),
  }
}

async function pass(target: string, request: ProxiedRequest): Promise<ProxiedAnswer> {
  const { method, path, headers, body } = request
  const answered = await fetch(target + path, {
    method,
    headers,
    redirect: 'manual',
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  })
  const kept = [...answered.headers].filter(([name]) => !ofConnection.has(name))
  return {
    status: answered.status,
    headers: Object.fromEntries(kept),
    body: Buffer.from(await answered.arrayBuffer()),
  }
}

/** What belongs to one connection, and is written anew for the next. */
const ofConnection = new Set([
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
  'accept-encoding',
])
