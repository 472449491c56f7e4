import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from '../../../test/cluster/support/free-ports.ts'
import { lastPort, namedPorts, portsOf } from './ports.ts'
import { requireFreePorts } from './require-free-ports.ts'

test('gives every part a port of its own, counted from the base', () => {
  expect(portsOf(8600, 3)).toEqual({
    dashboard: 8600,
    chain: 8601,
    identityProvider: 8602,
    relay: 8603,
    nodes: [
      { party: 1, wallet: 8610, peers: 8611, admin: 8612 },
      { party: 2, wallet: 8613, peers: 8614, admin: 8615 },
      { party: 3, wallet: 8616, peers: 8617, admin: 8618 },
    ],
  })
  const twenty = namedPorts(portsOf(8600, 20)).map(([port]) => port)
  expect(new Set(twenty).size).toBe(twenty.length)
  expect(Math.max(...twenty)).toBe(lastPort(8600, 20))
})

test('names a port that is taken, and whose it would be', async () => {
  const base = await freePort()
  const ports = portsOf(base, 3)
  await requireFreePorts(ports)
  const squatter = createServer().listen(base + 3, '127.0.0.1')
  await once(squatter, 'listening')
  const refused = requireFreePorts(ports)
  await expect(refused).rejects.toThrow(`${base + 3} (relay)`)
  await expect(refused).rejects.toThrow('--port-base')
  squatter.close()
  await once(squatter, 'close')
  await requireFreePorts(ports)
})
