import { connect, type Socket } from 'node:net'

export type Marionette = {
  /** The body of a function that runs with the browser's own rights. */
  inBrowser(script: string): Promise<unknown>
  close(): Promise<void>
}

type Answer = { readonly error: unknown; readonly result: unknown }

/**
 * Firefox's older remote control. It can do the one thing that the newer one cannot: end the
 * background of an extension as the browser itself does when it has been idle.
 */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1')
  const waiting = new Map<number, (answer: Answer) => void>()
  const hello = new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    readPackets(socket, (packet) => {
      if (!Array.isArray(packet)) {
        resolve()
        return
      }
      const [, id, error, result] = packet as [number, number, unknown, unknown]
      waiting.get(id)?.({ error, result })
      waiting.delete(id)
    })
  })
  await hello
  let last = 0
  const send = async (name: string, parameters: unknown): Promise<unknown> => {
    last += 1
    const id = last
    const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    const text = JSON.stringify([0, id, name, parameters])
    socket.write(`${Buffer.byteLength(text)}:${text}`)
    const { error, result } = await answer
    if (error !== null) throw new Error(`${name}: ${JSON.stringify(error)}`)
    return result
  }
  await send('WebDriver:NewSession', {})
  await send('Marionette:SetContext', { value: 'chrome' })
  return {
    inBrowser: async (script) => send('WebDriver:ExecuteScript', { script, args: [] }),
    close: async () => {
      await send('WebDriver:DeleteSession', {})
      socket.end()
    },
  }
}

/** Each packet is its length in bytes, a colon, and that much JSON. */
function readPackets(socket: Socket, onPacket: (packet: unknown) => void): void {
  let rest = Buffer.alloc(0)
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data])
    for (;;) {
      const colon = rest.indexOf(':')
      if (colon === -1) return
      const end = colon + 1 + Number(rest.subarray(0, colon).toString())
      if (rest.length < end) return
      onPacket(JSON.parse(rest.subarray(colon + 1, end).toString()))
      rest = rest.subarray(end)
    }
  })
}
