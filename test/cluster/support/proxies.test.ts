import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, createServer as createTcpServer, type AddressInfo } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fails, saysChainId, saysOfCalls, standsStill, startRpcProxy } from './rpc-proxy.ts'
import { startTcpProxy } from './tcp-proxy.ts'

let block = 0
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const text = Buffer.concat(parts).toString()
    if (text === '') return response.end('here')
    const { id, method } = JSON.parse(text) as { id: number; method: string }
    block++
    const result = method === 'eth_blockNumber' ? `0x${block.toString(16)}` : '0x01'
    return response.end(JSON.stringify({ jsonrpc: '2.0', id, result }))
  })
})
const port = () => (server.address() as AddressInfo).port
const target = () => `http://127.0.0.1:${port()}`

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const visit = async (at: number, patience = 5000): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${at}/`, {
    signal: AbortSignal.timeout(patience),
    headers: { connection: 'close' },
  })
  return answer.text()
}

test('a wire carries, is cut, is still, and carries again', async () => {
  const wire = await startTcpProxy({ target: port() })
  expect(await visit(wire.port)).toBe('here')
  wire.cut()
  await expect(visit(wire.port)).rejects.toThrow('fetch failed')
  wire.restore()
  expect(await visit(wire.port)).toBe('here')
  wire.stall()
  await expect(visit(wire.port, 200)).rejects.toThrow('timeout')
  const waiting = visit(wire.port)
  wire.restore()
  expect(await waiting).toBe('here')
  await wire.stop()
})

test('a long wire takes its time each way', async () => {
  const wire = await startTcpProxy({ target: port(), latencyMs: 100 })
  const start = performance.now()
  expect(await visit(wire.port)).toBe('here')
  // Timers may fire a little early; what is tested is that both directions were held back.
  expect(performance.now() - start).toBeGreaterThan(180)
  await wire.stop()
})

test('a wire that becomes short lets nothing overtake what was sent before', async () => {
  const echo = createTcpServer((socket) => socket.pipe(socket))
  echo.listen(0, '127.0.0.1')
  await once(echo, 'listening')
  const wire = await startTcpProxy({ target: (echo.address() as AddressInfo).port, latencyMs: 100 })
  const socket = connect(wire.port, '127.0.0.1')
  await once(socket, 'connect')
  let heard = ''
  socket.on('data', (bytes) => (heard += bytes.toString()))
  const end = once(socket, 'end')
  socket.write('first ')
  // The wire is of this process, and has read it by then.
  for (let turn = 0; turn < 20; turn++) await nextTurn()
  wire.delay(0)
  socket.end('second')
  await end
  expect(heard).toBe('first second')
  await wire.stop()
  echo.close()
})

const ask = async (url: string, method: string, params: readonly unknown[] = []) => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 7, method, params })
  const answer = await fetch(url, { method: 'POST', body })
  return { status: answer.status, ...((await answer.json()) as { id?: number; result?: string }) }
}

test('an RPC tells the truth until it is told to lie', async () => {
  const rpc = await startRpcProxy(target())
  expect(await ask(rpc.url, 'eth_chainId')).toMatchObject({ id: 7, result: '0x01' })
  rpc.lie(saysChainId(5))
  expect((await ask(rpc.url, 'eth_chainId')).result).toBe('0x5')
  expect((await ask(rpc.url, 'eth_gasPrice')).result).toBe('0x01')
  rpc.lie(standsStill())
  const first = await ask(rpc.url, 'eth_blockNumber')
  expect(await ask(rpc.url, 'eth_blockNumber')).toEqual(first)
  rpc.honest()
  expect(await ask(rpc.url, 'eth_blockNumber')).not.toEqual(first)
  rpc.lie(saysOfCalls('0x12345678', () => '0xff'))
  const data = (selector: string) => [{ to: '0x00', data: `${selector}00` }]
  expect((await ask(rpc.url, 'eth_call', data('0x12345678'))).result).toBe('0xff')
  expect((await ask(rpc.url, 'eth_call', data('0x12345679'))).result).toBe('0x01')
  rpc.lie(fails())
  expect((await ask(rpc.url, 'eth_chainId')).status).toBe(500)
  expect(rpc.asked.get('eth_call')).toBe(2)
  await rpc.stop()
})
