import { expect, test } from 'vitest'
import { context, message, messageBytes } from '../../../../test/support/review-subjects.ts'
import { bareHash } from './bare-hash.ts'

const hash = `0x${'9f'.repeat(32)}`

test('a hash is said, as bytes and as text', () => {
  for (const subject of [messageBytes(hash), message(hash), message(hash.slice(2))]) {
    expect(bareHash(subject, context())).toMatchObject([
      {
        rule: 'bare-hash',
        level: 'caution',
        facts: { hash: expect.stringContaining('9f9f') as string },
      },
    ])
  }
})

test('a text is none, even one of 32 bytes', () => {
  expect(bareHash(message('Hello'), context())).toEqual([])
  expect(bareHash(message('a'.repeat(31).concat('.')), context())).toEqual([])
  expect(bareHash(messageBytes(`${hash}9f`), context())).toEqual([])
})
