import { expect, test } from 'vitest'
import { originParts } from './origin-parts.ts'

test('the part that somebody owns stands apart from what anybody may put before it', () => {
  expect(originParts('https://app.uniswap.org.evil.example:8443')).toEqual({
    scheme: 'https',
    before: 'app.uniswap.org.',
    name: 'evil.example',
    port: ':8443',
    secure: true,
  })
})

test('what is not encrypted is said to be, unless it is this computer', () => {
  expect(originParts('http://shop.example')?.secure).toBe(false)
  expect(originParts('https://shop.example')?.secure).toBe(true)
  expect(originParts('http://localhost:5173')?.secure).toBe(true)
  expect(originParts('http://127.0.0.1:5173')).toMatchObject({ name: '127.0.0.1', secure: true })
  expect(originParts('http://127.0.0.1.evil.example')?.secure).toBe(false)
})

test('no origin has no parts', () => {
  expect(originParts('null')).toBeUndefined()
})
