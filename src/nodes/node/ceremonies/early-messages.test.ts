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

test('one peer’s flood takes no room of another', () => {
  const early = new EarlyMessages()
  let kept = 0
  while (early.keep(`${kept}`, message(1))) kept++
  expect(kept).toBe(256)
  expect(early.keep('a', message(2))).toBe(true)
  early.forget(1)
  expect(early.keep('a', message(1))).toBe(true)
})

test('bytes are bounded too', () => {
  const early = new EarlyMessages()
  const megabyte = 1024 * 1024
  for (let i = 0; i < 4; i++) expect(early.keep(`${i}`, message(1, megabyte))).toBe(true)
  expect(early.keep('more', message(1))).toBe(false)
  early.take('0')
  expect(early.keep('more', message(1))).toBe(true)
})

test('what nobody asked for makes room after a while', () => {
  let now = 0
  const early = new EarlyMessages(() => now)
  while (early.keep('a', message(1)));
  now = 30_001
  expect(early.keep('b', message(1))).toBe(true)
  expect(early.take('a')).toEqual([])
})
