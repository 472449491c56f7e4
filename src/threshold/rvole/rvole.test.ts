import { describe, expect, test } from 'vitest'
import { dealPair } from '../../../test/support/pairs.ts'
import { systemRandom } from '../../../test/support/randomness.ts'
import { mod, randomScalar } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { native } from '../primitives/native.ts'
import { rvoleReceiver } from './receiver.ts'
import { rvoleSend } from './sender.ts'

const { order } = secp256k1

describe('random vector OLE', () => {
  test('shares the products of both inputs with the factor', () => {
    const [alice, bob] = dealPair(1, 2, systemRandom)
    const session = systemRandom(32)
    const inputs = [randomScalar(order, systemRandom), randomScalar(order, systemRandom)] as const
    const receiver = rvoleReceiver(native, systemRandom, session, bob.receiver)
    const sent = rvoleSend(native, systemRandom, session, alice.sender, receiver.message, inputs)
    if (sent === undefined) throw new Error('the extension check failed')
    const received = receiver.receive(sent.reply)
    if (received === undefined) throw new Error('the rvole check failed')
    for (const index of [0, 1] as const) {
      expect(mod(sent.shares[index] + received[index], order)).toBe(
        mod(inputs[index] * receiver.factor, order),
      )
    }
  })
})
