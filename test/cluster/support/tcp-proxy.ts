import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A wire between two processes that a test can make long, still or torn. */
export type TcpProxy = {
  readonly port: number
  /** Holds back all that is sent from now on, in each direction, by so many milliseconds; made shorter, lets go what it held. */
  delay: (milliseconds: number) => void
  /** Nothing passes, and nobody is told; until `restore`. */
  stall: () => void
  /** Ends all connections and takes no new ones; until `restore`. */
  cut: () => void
  restore: () => void
  stop: () => Promise<void>
}

type State = 'open' | 'stalled' | 'cut'

export async function startTcpProxy(options: {
  readonly target: number
  readonly port?: number
  readonly latencyMs?: number
}): Promise<TcpProxy> {
  let state: State = 'open'
  let latency = options.latencyMs ?? 0
  let shorter = new AbortController()
  const sockets = new Set<Socket>()
  /** What a stalled wire keeps. */
  const kept: (() => void)[] = []

  const carry = (from: Socket, to: Socket): void => {
    /** A stream keeps its order, also where a wire becomes shorter. */
    let before = Promise.resolve()
    const later = (work: () => void): void => {
      const held =
        latency === 0
          ? undefined
          : sleep(latency, undefined, { signal: shorter.signal }).catch(() => undefined)
      before = before
        .then(async () => held)
        .then(() => {
          if (state === 'stalled') kept.push(work)
          else work()
        })
    }
    from.on('data', (bytes) => later(() => void (to.destroyed || to.write(bytes))))
    from.on('end', () => later(() => to.end()))
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      later(() => to.destroy())
    })
  }

  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (state === 'cut') {
      near.destroy()
      return
    }
    const far = connect({ port: options.target, host: '127.0.0.1', allowHalfOpen: true })
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      sockets.add(socket)
    }
    carry(near, far)
    carry(far, near)
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')

  const closeAll = () => {
    kept.length = 0
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    delay: (milliseconds) => {
      if (milliseconds < latency) {
        shorter.abort()
        shorter = new AbortController()
      }
      latency = milliseconds
    },
    stall: () => {
      state = 'stalled'
    },
    cut: () => {
      state = 'cut'
      closeAll()
    },
    restore: () => {
      state = 'open'
      for (const work of kept.splice(0)) work()
    },
    stop: async () => {
      closeAll()
      server.close()
      await once(server, 'close')
    },
  }
}
