import { expect, test } from 'vitest'
import type { ErrorCode } from '../../protocol/error-code.ts'
import { ProtocolError } from '../../protocol/protocol-error.ts'
import { errorOfFailures, errorOfRefusals } from './failures.ts'
import { NodeFailure } from './node-failure.ts'

const set = { nodes: 3, threshold: 2 }

const refusals = (code: ErrorCode, count: number): readonly NodeFailure[] =>
  Array.from(
    { length: count },
    (_, at) => new NodeFailure(at + 1, 'refused', 'no', { refusal: new ProtocolError(code, 'no') }),
  )

test.each([
  ['limit-exceeded', 'limit-reached'],
  ['rate-limited', 'limit-reached'],
  ['chain-stale', 'chain-failed'],
  ['session-revoked', 'signed-out'],
  ['busy', 'below-threshold'],
  ['not-permitted', 'refused'],
] as const)('of nodes that answer %s it says %s', (code, meaning) => {
  expect(errorOfFailures('signing', refusals(code, 2), set)).toMatchObject({ code: meaning })
})

test('of too few refusals to matter it says nothing', () => {
  expect(errorOfRefusals('signing', refusals('not-permitted', 1), set)).toBeUndefined()
  expect(errorOfRefusals('signing', refusals('not-permitted', 2), set)).toBeDefined()
})
