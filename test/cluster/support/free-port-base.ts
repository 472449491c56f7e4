import { lastPort } from '../../../src/nodes/devnet/ports.ts'
import { freePort, isFree } from './free-ports.ts'

/** A port after which all are free that a devnet takes. */
export async function freePortBase(nodes = 3): Promise<number> {
  for (;;) {
    const base = await freePort()
    const others = Array.from(
      { length: lastPort(base, nodes) - base },
      (_, place) => base + 1 + place,
    )
    const free = await Promise.all(others.map(async (port) => isFree(port)))
    if (!free.includes(false)) return base
  }
}
