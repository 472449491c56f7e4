import { expect, test } from 'vitest'
import { bufferedPort } from './buffered-port.ts'

const fakePort = () => {
  const heard: ((message: unknown) => void)[] = []
  const ended: (() => void)[] = []
  return {
    say: (message: unknown) => heard.forEach((listener) => listener(message)),
    end: () => ended.forEach((listener) => listener()),
    port: {
      name: 'a port',
      postMessage: () => {},
      disconnect: () => {},
      onMessage: { addListener: (listener: (message: unknown) => void) => heard.push(listener) },
      onDisconnect: { addListener: (listener: () => void) => ended.push(listener) },
    },
  }
}

test('what came before somebody listened is handed on, in order, with what comes after', () => {
  const { port, say, end } = fakePort()
  const buffered = bufferedPort(port)
  say(1)
  say(2)
  const heard: unknown[] = []
  buffered.onMessage.addListener((message) => heard.push(message))
  say(3)
  end()
  buffered.onDisconnect.addListener(() => heard.push('end'))
  expect(heard).toEqual([1, 2, 3, 'end'])
})
