import { once } from 'node:events'
import { createServer } from 'node:net'
import { OperatorProblem } from '../deployment/problem.ts'
import { namedPorts, type Ports } from './ports.ts'

/** Before anything is started: a part that finds its port taken would only say so in its log. */
export async function requireFreePorts(ports: Ports): Promise<void> {
  const checked = await Promise.all(
    namedPorts(ports).map(async ([port, name]) => ({ port, name, free: await isFree(port) })),
  )
  const taken = checked.filter(({ free }) => !free)
  if (taken.length === 0) return
  const list = taken.map(({ port, name }) => `  ${port} (${name})`).join('\n')
  throw new OperatorProblem(
    `these ports are taken:\n${list}\nend what listens there, or choose others with --port-base`,
  )
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true })
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
