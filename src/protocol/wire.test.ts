import { describe, expect, test } from 'vitest'
import { commitmentsNeeded } from './commitment.ts'
import { errorBodyOf, readErrorBody } from './error-body.ts'
import { decodeHeaderValue, encodeHeaderValue } from './header-value.ts'
import { ProtocolError } from './protocol-error.ts'
import { requestHead, REQUEST_HEADER } from './request.ts'

const head = { id: `0x${'01'.repeat(32)}`, time: 1_800_000_000_000, node: 2 } as const
const decode = (value: string) => decodeHeaderValue(REQUEST_HEADER, requestHead, value)
const codeOf = (attempt: () => unknown): string => {
  try {
    attempt()
  } catch (error) {
    return error instanceof ProtocolError ? error.code : 'another error'
  }
  return 'no error'
}

describe('a header value', () => {
  test('comes back as it was', () => {
    expect(decode(encodeHeaderValue(head))).toEqual(head)
  })

  test.each([
    ['that is no base64url', '***'],
    ['with padding', `${encodeHeaderValue({ a: 1 })}=`],
    ['that is no JSON', Buffer.from('{').toString('base64url')],
    ['that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]).toString('base64url')],
    ['of another shape', encodeHeaderValue({ ...head, node: 0 })],
    ['with a field too many', encodeHeaderValue({ ...head, admin: true })],
    ['that is a list', encodeHeaderValue([])],
  ])('%s is refused', (_, value) => {
    expect(codeOf(() => decode(value))).toBe('bad-request')
  })

  test('that is too long is refused before it is read', () => {
    expect(codeOf(() => decode('A'.repeat(13_000)))).toBe('too-large')
  })
})

describe('an error', () => {
  test('keeps its code, its words and what to do about it on the way', () => {
    const error = new ProtocolError('busy', 'ask again in a second', {
      retryAfter: 1,
      details: { queued: 7 },
    })
    const read = readErrorBody(errorBodyOf(error, { node: 3, requestId: head.id }))
    expect(read).toMatchObject({
      code: 'busy',
      status: 503,
      message: 'ask again in a second',
      retryAfter: 1,
      details: { queued: 7 },
    })
  })

  test('that has no code says nothing of what is inside a node', () => {
    const body = errorBodyOf(new Error('password 1234 at /secret/path'))
    expect(JSON.stringify(body)).not.toMatch(/1234|secret/)
    expect(body.error.code).toBe('internal')
  })

  test('with a code from the future reads as an internal one', () => {
    const body = errorBodyOf(new ProtocolError('busy', 'wait'))
    const future = { error: { ...body.error, code: 'toString' } }
    expect(readErrorBody(future).code).toBe('internal')
  })
})

test('no two session keys can both have enough commitments for one token', () => {
  for (let nodes = 2; nodes <= 20; nodes += 1) {
    const threshold = Math.ceil((2 * nodes) / 3)
    const lying = threshold - 1
    const needed = commitmentsNeeded(nodes, threshold)
    // Honest nodes take the first key they hear of; liars acknowledge both.
    expect(2 * needed).toBeGreaterThan(nodes + lying)
    expect(needed).toBeLessThanOrEqual(nodes)
  }
})
