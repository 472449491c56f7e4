import { expect, test } from 'vitest'
import { WalletProblem } from '../problem.ts'
import { readHostList } from './read-host-list.ts'

const read = (text: string) => {
  const { blocked, allowed, skipped } = readHostList(text)
  return { blocked: [...blocked], allowed: [...allowed], skipped }
}

test('text has a host a line, remarks, and now and then something else', () => {
  const text = `# of November

Evil.example   # seen twice
b\u00fccher.example\r
127.0.0.1
evil.example.
[::1]
not a host
word
https://evil.example/claim
`
  expect(read(text)).toEqual({
    blocked: ['evil.example', 'xn--bcher-kva.example', '127.0.0.1', '[::1]'],
    allowed: [],
    skipped: 3,
  })
})

test('JSON is as public lists have it', () => {
  const list = {
    version: 2,
    tolerance: 1,
    fuzzylist: ['known.example'],
    whitelist: ['good.evil.example'],
    blacklist: ['evil.example', '%'],
  }
  expect(read(`\ufeff${JSON.stringify(list)}`)).toEqual({
    blocked: ['evil.example'],
    allowed: ['good.evil.example'],
    skipped: 1,
  })
  expect(read('{"blacklist":["evil.example"]}')).toMatchObject({ allowed: [], skipped: 0 })
})

const many = (count: number): string =>
  Array.from({ length: count }, (_, at) => `host-${at}.example`).join('\n')

test('half a million is the most', () => {
  expect(readHostList(many(500_000)).blocked.size).toBe(500_000)
  expect(() => readHostList(many(500_001))).toThrow('more than 500,000')
})

test.each([
  ['nothing', ''],
  ['remarks alone', '# evil.example'],
  ['JSON of another shape', '{"hosts":["evil.example"]}'],
  ['half of a JSON file', '{"blacklist":["evil.exam'],
  ['a list of anything', '["evil.example"]'],
  ['a page of the web', '<html>\n<body>\n</body>\nevil.example\n</html>'],
])('%s is no list', (_, text) => {
  expect(() => readHostList(text)).toThrow(WalletProblem)
})
