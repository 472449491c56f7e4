import { describe, expect, test } from 'vitest'
import { usageError } from '../../../test/support/errors.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { EncodingError } from '../errors.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import {
  checkHeaderShape,
  headerHash,
  headerRecord,
  signerPairs,
  type PresignHeader,
} from './header.ts'

const random = seededRandom('header')
const header: PresignHeader = {
  id: random(32),
  key: secp256k1.base.multiply(7n),
  epoch: 3,
  signers: [1, 4, 9],
  boots: [random(16), random(16), random(16)],
  generations: [random(16), random(16), random(16)],
}

describe('a presign header', () => {
  test('pairs every two signers once', () => {
    expect(signerPairs([1, 4, 9, 12])).toEqual([
      [1, 4],
      [1, 9],
      [1, 12],
      [4, 9],
      [4, 12],
      [9, 12],
    ])
  })

  test('has one encoding, and does not decode at any other length', () => {
    const bytes = headerRecord.encode(header)
    expect(headerRecord.encode(headerRecord.decode(bytes))).toEqual(bytes)
    expect(headerHash(headerRecord.decode(bytes))).toEqual(headerHash(header))
    for (let length = 0; length < bytes.length; length++) {
      expect(() => headerRecord.decode(bytes.subarray(0, length))).toThrow(EncodingError)
    }
  })

  const other = random(16)
  const changes: Readonly<Record<string, Partial<PresignHeader>>> = {
    id: { id: random(32) },
    key: { key: secp256k1.base.multiply(8n) },
    epoch: { epoch: 4 },
    signers: { signers: [1, 4, 10] },
    'number of signers': { signers: [1, 4] },
    'first run': { boots: header.boots.with(0, other) },
    'last run': { boots: header.boots.with(2, other) },
    'order of runs': { boots: header.boots.toReversed() },
    'first generation': { generations: header.generations.with(0, other) },
    'last generation': { generations: header.generations.with(2, other) },
  }

  test.each(Object.entries(changes))('is another session with another %s', (_, change) => {
    expect(headerHash({ ...header, ...change })).not.toEqual(headerHash(header))
  })

  test('is well formed with one run a signer and one generation a pair', () => {
    expect(() => checkHeaderShape(header)).not.toThrow()
    const two = { signers: [4, 9], boots: [other, other], generations: [other] }
    expect(() => checkHeaderShape({ ...header, ...two })).not.toThrow()
  })

  test.each([
    ['no signer', { signers: [], boots: [], generations: [] }],
    ['one signer', { signers: [1], boots: [other], generations: [] }],
    ['a signer twice', { signers: [1, 4, 4] }],
    ['descending signers', { signers: [9, 4, 1] }],
    ['a run too few', { boots: header.boots.slice(1) }],
    ['a run too many', { boots: [...header.boots, other] }],
    ['a generation too few', { generations: header.generations.slice(1) }],
    ['a generation too many', { generations: [...header.generations, other] }],
  ])('is not well formed with %s', (_, change) => {
    expect(() => checkHeaderShape({ ...header, ...change })).toThrow(usageError('bad-parameters'))
  })
})
