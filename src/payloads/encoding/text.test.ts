import { expect, test } from 'vitest'
import { refusal } from '../../../test/support/refusal.ts'
import { bytesToText, printableText, textToBytes } from './text.ts'

test.each([
  ['plain text', 'Sign in to example.com\n\tnonce: 1\r\n'],
  ['other scripts', 'Grüße, 世界, שלום'],
  ['a picture', '😀'],
  ['nothing', ''],
])('%s is printable', (_, text) => {
  expect(printableText(textToBytes(text))).toBe(text)
})

test.each([
  ['a direction override', 'pay \u202Eecila'],
  ['a zero-width space', 'exam\u200Bple'],
  ['a byte order mark', '\uFEFFtext'],
  ['a null', 'a\u0000'],
  ['an escape', '\u001B[2J'],
  ['a line separator', 'a\u2028b'],
  ['a private character', '\uE000'],
])('%s is not', (_, text) => {
  expect(printableText(textToBytes(text))).toBeUndefined()
  expect(bytesToText(textToBytes(text))).toBe(text)
})

test('bytes that are no UTF-8 are not', () => {
  for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
    expect(printableText(Uint8Array.from(bytes))).toBeUndefined()
    expect(() => bytesToText(Uint8Array.from(bytes))).toThrow(refusal('bad-text'))
  }
  expect(printableText(Uint8Array.of(0xe2, 0x82, 0xac))).toBe('€')
})

test('half a character has no bytes', () => {
  expect(() => textToBytes('\uD83D')).toThrow(refusal('bad-text'))
  expect(textToBytes('\uD83D\uDE00')).toHaveLength(4)
})
