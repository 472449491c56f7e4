import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { octets, words } from '../ot/bit-matrix.ts'
import { addChosen, maskInputs, packScalars, readScalar, viewOf } from './scalars.ts'

const { order } = secp256k1
const TOP = (1n << 256n) - 1n

/** Any 256 bits, more often than chance has it near where carries happen. */
const wide = fc.oneof(
  fc.bigInt({ min: 0n, max: TOP }),
  fc.constantFrom(0n, 1n, order - 1n, order, order + 1n, TOP - 1n, TOP),
)
const row = fc.tuple(wide, wide, wide)

const pack = (scalars: readonly bigint[]): Uint32Array => words(packScalars(scalars))

const unpack = (scalars: Uint32Array): bigint[] => {
  const view = viewOf(octets(scalars))
  return Array.from({ length: scalars.length / 8 }, (_, index) => readScalar(view, index * 32))
}

const reduced = (scalars: readonly bigint[]): bigint[] =>
  scalars.map((scalar) => mod(scalar, order))

describe('scalars in words', () => {
  test('come back as they were packed', () => {
    fc.assert(
      fc.property(row, (scalars) => {
        expect(unpack(pack(scalars))).toEqual(scalars)
      }),
    )
  })

  test('are masked as numbers would be', () => {
    fc.assert(
      fc.property(row, row, row, row, (zeros, zerosNext, ones, inputs) => {
        const masked = maskInputs(
          pack([...zeros, ...zerosNext]),
          pack([...ones, ...ones]),
          pack(inputs),
        )
        const expected = [...zeros, ...zerosNext].map(
          (zero, at) => zero - (ones[at % 3] ?? 0n) + (inputs[at % 3] ?? 0n),
        )
        expect(reduced(unpack(masked))).toEqual(reduced(expected))
      }),
    )
  })

  test.each([
    ['two carries down', [0n, TOP, 0n]],
    ['two carries up', [TOP, 0n, TOP]],
    ['no carry', [1n, 1n, order - 1n]],
  ] as const)('are masked through %s', (_, [zero, one, input]) => {
    const masked = maskInputs(pack([zero]), pack([one]), pack([input]))
    expect(reduced(unpack(masked))).toEqual(reduced([zero - one + input]))
  })

  test('are added where the bit is one, and left alone where it is zero', () => {
    fc.assert(
      fc.property(row, row, row, row, (shares, sharesNext, masked, maskedNext) => {
        const packed = pack([...shares, ...sharesNext])
        const sums = addChosen(packed, pack([...masked, ...maskedNext]), 24, (at) => at)
        expect(unpack(sums).slice(0, 3)).toEqual(shares)
        const added = sharesNext.map((share, at) => share + (maskedNext[at] ?? 0n))
        expect(reduced(unpack(sums).slice(3))).toEqual(reduced(added))
      }),
    )
  })
})
