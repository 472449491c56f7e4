import { expect, test } from 'vitest'
import { EarlyMessages } from './early-messages.ts'

const message = (from: number, length = 1) => ({ from, bytes: new Uint8Array(length) })

test('what came for a session is handed out once, in its order', () => {
  const early = new EarlyMessages()
  early.keep('a', { from: 1, bytes: Uint8Array.of(1) })
  early.keep('b', { from: 1, bytes: Uint8Array.of(2) })
  early.keep('a', { from: 1, bytes: Uint8Array.of(3) })
  expect(early.take('a').map(({ bytes }) => bytes[0])).toEqual([1, 3])
  expect(early.take('a')).toEqual([])
  expect(early.take('b')).toHaveLength(1)
})

test('one peer’s flood takes no room of another, and keeps out nothing that comes later', () => {
  const early = new EarlyMessages()
  early.keep('other', message(2))
  for (let at = 0; at < 300; at++) early.keep(`${at}`, message(1))
  expect(early.take('other')).toHaveLength(1)
  expect(early.take('43')).toEqual([])
  expect(early.take('44')).toHaveLength(1)
  expect(early.take('299')).toHaveLength(1)
})

test('bytes are bounded too', () => {
  const early = new EarlyMessages()
  const megabyte = 1024 * 1024
  for (let at = 0; at < 5; at++) early.keep(`${at}`, message(1, megabyte))
  expect(early.take('0')).toEqual([])
  expect(early.take('1')).toHaveLength(1)
})

test('what nobody asked for is gone after a while, and with the run of its peer', () => {
  let now = 0
  const early = new EarlyMessages(() => now)
  early.keep('a', message(1))
  now = 30_001
  early.keep('b', message(1))
  expect(early.take('a')).toEqual([])
  early.forget(1)
  expect(early.take('b')).toEqual([])
})
