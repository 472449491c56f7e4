import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderSignatures } from './order-signatures.ts'

test('puts signatures in the order of the numbers that their signers are', () => {
  // As text, capitals would come first.
  const one = { signer: '0x0aA0000000000000000000000000000000000000', signature: '0x01' } as const
  const two = { signer: '0x0b00000000000000000000000000000000000000', signature: '0x02' } as const
  const three = { signer: '0x0Ba0000000000000000000000000000000000000', signature: '0x03' } as const
  const ordered = ['0x01', '0x02', '0x03']
  fc.assert(
    fc.property(fc.shuffledSubarray([one, two, three], { minLength: 3 }), (shuffled) => {
      expect(orderSignatures(shuffled)).toEqual(ordered)
    }),
  )
})
