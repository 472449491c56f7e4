import { expect, test } from 'vitest'
import { honestText } from './honest-text.ts'
import { plainName } from './plain-name.ts'

test('plain text, lines, tabs and pictures are what they are', () => {
  for (const text of [
    'Hello\n\tworld\r\n',
    'Ünïcödé 你好 שלום',
    '\u{1F469}\u200D\u{1F4BB} at work',
  ]) {
    expect(honestText(text)).toEqual([{ kind: 'text', text }])
  }
})

test('what nobody sees, or what turns text around, is marked', () => {
  expect(honestText('a\u202Eb\u200Bc\u0000')).toEqual([
    { kind: 'text', text: 'a' },
    { kind: 'mark', code: 'U+202E' },
    { kind: 'text', text: 'b' },
    { kind: 'mark', code: 'U+200B' },
    { kind: 'text', text: 'c' },
    { kind: 'mark', code: 'U+0000' },
  ])
  expect(honestText('a\u200Db')[1]).toEqual({ kind: 'mark', code: 'U+200D' })
  expect(honestText('a\rb')[1]).toEqual({ kind: 'mark', code: 'U+000D' })
})

test('space that pushes text out of sight is counted', () => {
  expect(honestText(`a${' '.repeat(60)}b`)[1]).toEqual({ kind: 'gap', of: 'spaces', count: 60 })
  expect(honestText(`a${'\n'.repeat(41)}b`)[1]).toEqual({ kind: 'gap', of: 'lines', count: 40 })
  expect(honestText('a\n\nb')).toHaveLength(1)
})

test('a name of somebody else is one short line', () => {
  expect(plainName('USDC')).toBe('USDC')
  expect(plainName('US\u202EDC\n  Coin')).toBe('US�DC Coin')
  expect(plainName('x'.repeat(50))).toHaveLength(40)
})
