import { describe, expect, test } from 'vitest'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { Abort, UsageError } from '../../../threshold/errors.ts'
import { nameAbort } from './name-failure.ts'

const named = (error: unknown): ProtocolError => {
  const found = nameAbort(error)
  if (found instanceof ProtocolError) return found
  throw new Error('not an error of the protocol')
}

describe('why a presignature did not come about', () => {
  test('a failed check names whom this signer saw at fault, and hands on what others can check', () => {
    const evidence = new Uint8Array([1, 2, 255])
    const error = named(new Abort('key-sum', [], 'the sum is not the key', { evidence }))
    expect(error.code).toBe('ceremony-failed')
    expect(error.details).toEqual({ abort: 'key-sum', culprits: [], evidence: '0x0102ff' })
  })

  test('without evidence there is none to hand on', () => {
    expect(named(new Abort('bad-proof', [2], 'no proof')).details).toEqual({
      abort: 'bad-proof',
      culprits: [2],
    })
  })

  test('silence is no fault: it says who was waited for', () => {
    const error = named(new Abort('silent', [3], 'nothing from 3'))
    expect(error.code).toBe('ceremony-timeout')
    expect(error.details).toEqual({ waitingFor: [3] })
  })

  test('a header that was used before wants a fresh id; any other that does not fit, a fresh look', () => {
    expect(named(new UsageError('reused', 'seen')).code).toBe('bad-request')
    expect(named(new UsageError('bad-parameters', 'another run')).code).toBe('stale-header')
  })

  test('what is no abort stays what it is', () => {
    const error = new Error('disk full')
    expect(nameAbort(error)).toBe(error)
  })
})
