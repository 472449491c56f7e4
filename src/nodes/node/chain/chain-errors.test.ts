import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { blockAt, openRpcs } from './rpc.ts'

let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

const listen = async (answer: RequestListener): Promise<string> => {
  const started = createServer(answer)
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/secret`
}

const refusalOf = async (url: string): Promise<unknown> => {
  const [rpc] = openRpcs([url], 300)
  if (rpc === undefined) throw new Error('no RPC was opened')
  return blockAt(rpc, 'latest').catch((error: unknown) => error)
}

test.each<[string, RequestListener]>([
  ['RPC 1 takes too long to answer', () => {}],
  [
    'RPC 1 takes too long to answer',
    (_, answer) => {
      answer.writeHead(200)
      const drip = setInterval(() => answer.write(' '), 20)
      answer.on('close', () => clearInterval(drip))
    },
  ],
  ['RPC 1 answers with HTTP 503', (_, answer) => void answer.writeHead(503).end()],
  [
    'RPC 1 does not answer as an Ethereum RPC should',
    (_, answer) =>
      void answer.writeHead(200).end('{"jsonrpc":"2.0","id":1,"error":{"code":-32601}}'),
  ],
  [
    'RPC 1 does not answer as an Ethereum RPC should',
    (_, answer) => void answer.writeHead(200).end('<html>we are back soon</html>'),
  ],
])('%s', async (message, answer) => {
  const refusal = await refusalOf(await listen(answer))
  expect(refusal).toMatchObject({ code: 'chain-unavailable', message })
})

test('an RPC that is gone cannot be reached', async () => {
  const url = await listen(() => {})
  await new Promise((resolve) => server?.close(resolve))
  expect(await refusalOf(url)).toMatchObject({ message: 'RPC 1 cannot be reached' })
})
