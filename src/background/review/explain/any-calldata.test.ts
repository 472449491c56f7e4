import * as fc from 'fast-check'
import { encodeAbiParameters, type AbiParameter } from 'viem'
import { describe, expect, test } from 'vitest'
import { me, token } from '../../../../test/support/review-subjects.ts'
import type { Action } from '../../../messages/popup/action.ts'
import { toHex } from '../../../payloads/encoding/hex.ts'
import { textToBytes } from '../../../payloads/encoding/text.ts'
import { explainCall } from './explain-call.ts'
import { readMessage } from './read-message.ts'
import { readSignature } from './read-signature.ts'
import { selectorOf } from './selectors.ts'
import { signatures } from './signatures.ts'

const explain = (data: string, value = '0'): Action =>
  explainCall({ chainId: '0x1', from: me, to: token, value, data }, () => undefined)

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((some) => toHex(some))

/** Any value of a type. */
const valueOf = (parameter: AbiParameter): fc.Arbitrary<unknown> => {
  const { type } = parameter
  const array = /^(.*)\[(\d*)\]$/.exec(type)
  if (array !== null) {
    const size = array[2] === '' ? {} : { minLength: Number(array[2]), maxLength: Number(array[2]) }
    const of = { ...parameter, type: array[1] ?? '' }
    return fc.array(valueOf(of), { maxLength: 3, ...size })
  }
  if ('components' in parameter) {
    return fc.record(
      Object.fromEntries(parameter.components.map((one) => [one.name ?? '', valueOf(one)])),
    )
  }
  const [, kind = type, size = ''] = /^([a-z]+)(\d*)$/.exec(type) ?? []
  const bits = BigInt(size === '' ? 256 : size)
  // Small ones are numbers to viem, and others big.
  const number = (value: bigint): number | bigint => (bits <= 48n ? Number(value) : value)
  if (kind === 'uint') return fc.bigInt(0n, (1n << bits) - 1n).map(number)
  if (kind === 'int') return fc.bigInt(-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n).map(number)
  if (kind === 'bool') return fc.boolean()
  if (kind === 'address') return bytes(20)
  if (kind === 'string') return fc.string({ unit: 'grapheme', maxLength: 40 })
  return size === ''
    ? fc.uint8Array({ maxLength: 70 }).map((some) => toHex(some))
    : bytes(Number(size))
}

/** A call with what a person can judge it by: more than the bare name of a function. */
const isExplained = (action: Action): boolean =>
  action.kind !== 'call' || action.arguments !== undefined

describe('whatever a page sends', () => {
  test.each(signatures.map((text) => [readSignature(text).canonical, text]))('%s', (_, text) => {
    const { parameters } = readSignature(text)
    const selector = selectorOf(text)
    const values = fc.tuple(...parameters.map(valueOf))
    fc.assert(
      fc.property(values, fc.nat(400), fc.uint8Array({ maxLength: 300 }), (given, cut, noise) => {
        const body = encodeAbiParameters(parameters, given).slice(2)
        const whole = explain(selector + body)
        expect(isExplained(whole)).toBe(true)
        // Cut off, or full of noise, it is a call or what is left of one; it never breaks.
        expect(explain(selector + body.slice(0, 2 * cut))).toHaveProperty('kind')
        expect(explain(selector + toHex(noise).slice(2), '1')).toHaveProperty('kind')
      }),
      { numRuns: 4 },
    )
  })

  test('as a message is read or is not', () => {
    const lines = fc.constantFrom(
      ' wants you to sign in with your Ethereum account:\n',
      '\n',
      'URI: ',
      'Version: 1\n',
      'shop.example',
      me,
    )
    const texts = fc
      .array(fc.oneof(lines, fc.string({ unit: 'grapheme' })))
      .map((all) => all.join(''))
    fc.assert(
      fc.property(texts, (text) => {
        const read = readMessage(toHex(textToBytes(text)))
        expect([undefined, text]).toContain(read.text)
      }),
    )
  })
})
