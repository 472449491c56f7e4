import { expect, test } from 'vitest'
import { transactionUrl } from './transaction-url.ts'

test.each([
  ['https://etherscan.io', 'https://etherscan.io/tx/0x12'],
  ['http://127.0.0.1:4000//', 'http://127.0.0.1:4000/tx/0x12'],
  ['javascript:alert(1)//', undefined],
  [undefined, undefined],
])('of %s', (explorerUrl, url) => {
  expect(transactionUrl(explorerUrl === undefined ? {} : { explorerUrl }, '0x12')).toBe(url)
  expect(transactionUrl(undefined, '0x12')).toBeUndefined()
})
