import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { endpoints } from '../../src/nodes/node/http/endpoints.ts'
import type { NotPermittedReason } from '../../src/nodes/node/permissions/may-use.ts'
import { errorStatus } from '../../src/protocol/error-code.ts'

const document = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8')

test('the page has every code of an error, once, in order, with its status', () => {
  const rows = [...document.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \| (.+) \| (.+) \|$/gm)]
  expect(rows.map(([, code, status]) => [code, Number(status)])).toEqual(
    Object.entries(errorStatus),
  )
  for (const [, code, , meaning, action] of rows) {
    expect([code, meaning === '', action === '']).toEqual([code, false, false])
  }
})

test('the page has every question that a node answers, and no other', () => {
  const rows = [...document.matchAll(/^\| `((?:GET|POST|DELETE) \/v1\/[^`]+)` \|/gm)]
  const asked = endpoints.map(({ method, path }) => `${method} ${path}`)
  expect(new Set(rows.map(([, question]) => question))).toEqual(new Set(asked))
  expect(rows).toHaveLength(asked.length)
})

test('the page has every reason for which a key may not be used', () => {
  // The compiler holds this list to the union.
  const reasons: Record<NotPermittedReason, true> = {
    'not-listed': true,
    scope: true,
    'not-final-yet': true,
    withdrawn: true,
    'not-among-keys': true,
    'own-address': true,
  }
  const section = document.slice(document.indexOf('### Reasons of `not-permitted`'))
  const rows = [...section.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, reason]) => reason)
  // The last is no matter of permissions: it is given where presignatures are kept.
  expect(rows).toEqual([...Object.keys(reasons), 'other-session'])
})
