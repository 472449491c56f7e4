import type { Port } from './port.ts'

/**
 * A browser drops what comes through a port before somebody listens, and the worker takes a moment
 * to open. This listens at once, and hands on in order what came meanwhile.
 */
export const bufferedPort = (port: Port): Port => {
  const waiting: unknown[] = []
  let take: ((message: unknown) => void) | undefined
  let ended = false
  let end: (() => void) | undefined
  port.onMessage.addListener((message) => {
    if (take === undefined) waiting.push(message)
    else take(message)
  })
  port.onDisconnect.addListener(() => {
    ended = true
    end?.()
  })
  return {
    name: port.name,
    sender: port.sender,
    postMessage: (message) => port.postMessage(message),
    disconnect: () => port.disconnect(),
    onMessage: {
      addListener(listener) {
        take = listener
        for (const message of waiting.splice(0)) listener(message)
      },
    },
    onDisconnect: {
      addListener(listener) {
        end = listener
        if (ended) listener()
      },
    },
  }
}
