import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands in for the result of a method; undefined leaves it as it is. */
export type RpcLie = (method: string, result: unknown, parameters: readonly unknown[]) => unknown

/** Hears a call before the chain does; the chain never hears of one that this throws at. */
export type RpcWatch = (method: string, parameters: readonly unknown[]) => Promise<void> | void

export type RpcProxy = {
  readonly url: string
  /** From the next request on. A promise holds the answer back. */
  lie(lie: RpcLie | undefined): void
  /** From the next request on. A promise holds the question back. */
  watch(watch: RpcWatch | undefined): void
  /** Answers nothing but errors, as a server that is down behind its proxy does. */
  fail(failing: boolean): void
  readonly stop: () => Promise<void>
}

type Call = { readonly id: number; readonly method: string; readonly params?: readonly unknown[] }
type Reply = { readonly id: number; result?: unknown }

/** An RPC of its own in front of a chain, which can be made to lie. */
export async function startRpcProxy(target: string): Promise<RpcProxy> {
  let lie: RpcLie | undefined
  let watch: RpcWatch | undefined
  let failing = false
  const answer = async (body: string): Promise<string> => {
    const headers = { 'content-type': 'application/json' }
    const asked = JSON.parse(body) as Call | Call[]
    const calls = new Map([asked].flat().map((call) => [call.id, call]))
    for (const { method, params = [] } of calls.values()) await watch?.(method, params)
    const reply = (await (await fetch(target, { method: 'POST', headers, body })).json()) as
      | Reply
      | Reply[]
    for (const one of [reply].flat()) {
      const call = calls.get(one.id)
      if (call === undefined || lie === undefined) continue
      const said = await lie(call.method, one.result, call.params ?? [])
      if (said !== undefined) one.result = said
    }
    return JSON.stringify(reply)
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (failing) {
        response.writeHead(502).end()
        return
      }
      answer(Buffer.concat(chunks).toString()).then(
        (text) => response.writeHead(200, { 'content-type': 'application/json' }).end(text),
        () => response.writeHead(502).end(),
      )
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    lie: (next) => {
      lie = next
    },
    watch: (next) => {
      watch = next
    },
    fail: (next) => {
      failing = next
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
