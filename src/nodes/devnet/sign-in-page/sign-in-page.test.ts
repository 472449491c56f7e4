import { createHash } from 'node:crypto'
import { runInNewContext } from 'node:vm'
import { getAddress } from 'viem'
import { expect, test } from 'vitest'
import { keccakScript } from './keccak-script.ts'
import { signInPage, signInPagePolicy } from './page.ts'

test('writes addresses with the checksum that nodes expect', () => {
  const context = { TextEncoder }
  const withChecksum = runInNewContext(`${keccakScript}; withChecksum`, context) as (
    address: string,
  ) => string
  for (const seed of ['a', 'b', 'c', 'd', 'e']) {
    const address = `0x${createHash('sha256').update(seed).digest('hex').slice(0, 40)}`
    expect(withChecksum(address)).toBe(getAddress(address))
  }
})

test('runs nothing but what its policy names, and has no other file', async () => {
  const page = await signInPage()
  const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? []
  const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text = '']) => text)
  expect(scripts).toHaveLength(1)
  for (const text of [style, ...scripts]) {
    const hash = createHash('sha256').update(text).digest('base64')
    expect(signInPagePolicy).toContain(`'sha256-${hash}'`)
  }
  expect(page).not.toMatch(/(?:src|href)="/)
  expect(signInPagePolicy).toContain("frame-ancestors 'none'")
})
