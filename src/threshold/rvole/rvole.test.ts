import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dealPair } from '../../../test/support/pairs.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { bitAt, probeChoice } from '../../../test/support/selective.ts'
import { hashToScalar, mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { TRANSFERS } from '../ot/universal-hash.ts'
import { native } from '../primitives/native.ts'
import { portable } from '../primitives/portable.ts'
import type { Randomness } from '../primitives/primitives.ts'
import { gadget, rvoleMessage, type RvoleMessage } from './parameters.ts'
import { rvoleReceiver } from './receiver.ts'
import { rvoleSend } from './sender.ts'

const { order } = secp256k1
const random = seededRandom('rvole')
const [alice, bob] = dealPair(1, 2, random)

/** One multiplication, up to where the receiver has its answer. */
const multiply = (
  inputs: readonly [bigint, bigint],
  { sending = native, receiving = native, session = random(32) } = {},
) => {
  let choices: Uint8Array = new Uint8Array()
  const remember: Randomness = (length) => (choices = random(length))
  const receiver = rvoleReceiver(receiving, remember, session, bob.receiver)
  const sent = rvoleSend(sending, random, session, alice.sender, receiver.message, inputs)
  if (sent === undefined) throw new Error('the extension check failed')
  return { receiver, session, choices, reply: sent.reply, shares: sent.shares }
}

const scalar = fc.bigInt({ min: 0n, max: order - 1n })

describe('random vector OLE', () => {
  test('shares the products of both inputs with the factor', () => {
    fc.assert(
      fc.property(scalar, scalar, (first, second) => {
        const { receiver, reply, shares } = multiply([first, second])
        const received = receiver.receive(rvoleMessage.decode(rvoleMessage.encode(reply)))
        if (received === undefined) throw new Error('the rvole check failed')
        expect(mod(shares[0] + received[0], order)).toBe(mod(first * receiver.factor, order))
        expect(mod(shares[1] + received[1], order)).toBe(mod(second * receiver.factor, order))
      }),
      {
        numRuns: 10,
        examples: [
          [0n, 0n],
          [1n, order - 1n],
          [order - 1n, order - 1n],
        ],
      },
    )
  })

  test.each([
    ['portable', portable, portable],
    ['one of each', native, portable],
    ['the other of each', portable, native],
  ])('does so on other primitives: %s', (_, sending, receiving) => {
    const { receiver, reply, shares } = multiply([3n, 5n], { sending, receiving })
    const [first = 0n, second = 0n] = receiver.receive(reply) ?? []
    expect(mod(shares[0] + first, order)).toBe(mod(3n * receiver.factor, order))
    expect(mod(shares[1] + second, order)).toBe(mod(5n * receiver.factor, order))
  })

  test('multiplies with the factor that the choices and the session’s weights make', () => {
    const { receiver, choices, session } = multiply([1n, 1n])
    const sum = gadget(native, session).reduce(
      (sum, weight, row) => sum + BigInt(bitAt(choices, row)) * weight,
      0n,
    )
    expect(receiver.factor).toBe(mod(sum, order))
    expect(gadget(native, random(32))).not.toEqual(gadget(native, session))
  })

  test('gives other shares of the same products each time', () => {
    const seen = new Set(Array.from({ length: 4 }, () => multiply([3n, 5n]).shares[0]))
    expect(seen.size).toBe(4)
  })

  test('is over for a receiver that has wiped', () => {
    const { receiver, reply, choices } = multiply([3n, 5n])
    receiver.wipe()
    expect(choices.every((byte) => byte === 0)).toBe(true)
    expect(receiver.receive(reply)).toBeUndefined()
  })
})

describe('the check of the sender’s inputs', () => {
  const { receiver, reply } = multiply([3n, 5n])
  const flip = (bytes: Uint8Array, at: number): Uint8Array => bytes.with(at, (bytes[at] ?? 0) ^ 1)

  const wrong: Readonly<Record<string, Partial<RvoleMessage>>> = {
    'the first masked value': { masked: flip(reply.masked, 0) },
    'the last masked value': { masked: flip(reply.masked, reply.masked.length - 1) },
    'a pad': { masked: flip(reply.masked, 96 * 200 + 70) },
    'the check value': { check: mod(reply.check + 1n, order) },
    'the digest': { digest: flip(reply.digest, 31) },
    everything: multiply([3n, 5n]).reply,
  }

  test.each(Object.entries(wrong))('fails for another value of %s', (_, change) => {
    expect(receiver.receive({ ...reply, ...change })).toBeUndefined()
  })

  test('passes what is consistent', () => {
    expect(receiver.receive(reply)).toBeDefined()
  })

  const everyRow = Array.from({ length: TRANSFERS }, (_, row) => row)

  test.each([
    ['opposite', (): [bigint, bigint] => [1n, order - 1n]],
    [
      'fitted to weights that do not depend on the masked values',
      (session: Uint8Array): [bigint, bigint] => {
        const [weight0, weight1] = [0, 1].map((index) =>
          hashToScalar(order, 'rvole/weight', session, Uint8Array.of(index)),
        ) as [bigint, bigint]
        return [weight1, mod(-weight0, order)]
      },
    ],
  ] as const)('fails for errors in both inputs that are %s', (_, errorsFor) => {
    const { receiver, session } = multiply([3n, 5n])
    const errors = errorsFor(session)
    const probe = { inputs: [3n, 5n] as const, rows: everyRow, errors }
    const lie = probeChoice(random, session, alice.sender, receiver.message, probe)
    expect(receiver.receive(lie)).toBeUndefined()
  })

  // What a failure tells, and why the pair must go: the cheater learns the choice it guessed at.
  test('tells a sender of two inputs exactly the receiver’s choice', () => {
    const rows = [0, 1, 2, 100, 207, 208, 300, TRANSFERS - 2, TRANSFERS - 1]
    const session = random(32)
    const told = rows.map((row) => {
      let choices: Uint8Array = new Uint8Array()
      const remember: Randomness = (length) => (choices = random(length))
      const probed = rvoleReceiver(native, remember, session, bob.receiver)
      const { message } = probed
      const probe = { inputs: [3n, 5n] as const, rows: [row] }
      const lie = probeChoice(random, session, alice.sender, message, probe)
      return { failed: probed.receive(lie) === undefined, chose: bitAt(choices, row) === 1 }
    })
    expect(told.map(({ failed }) => failed)).toEqual(told.map(({ chose }) => chose))
    expect(new Set(told.map(({ chose }) => chose)).size).toBe(2)
  })
})
