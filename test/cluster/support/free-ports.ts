import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below the range that systems take outgoing connections from, so that none of those takes a port
 * between its choice and its use.
 */
const lowest = 20_000
const highest = 32_000

/** Nobody has to listen on a port yet for it to be somebody's. */
const drawn = new Set<number>()

/** Ports that nobody listens on now, none of them twice; another suite draws others. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports: number[] = []
  while (ports.length < count) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest))
    if (drawn.has(port)) continue
    drawn.add(port)
    if (await isFree(port)) ports.push(port)
  }
  return ports
}

export async function freePort(): Promise<number> {
  const [port] = await freePorts(1)
  if (port === undefined) throw new Error('no port is free')
  return port
}

export async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  )
  server.listen(port, '127.0.0.1')
  const free = await listening
  if (free) {
    server.close()
    await once(server, 'close')
  }
  return free
}
