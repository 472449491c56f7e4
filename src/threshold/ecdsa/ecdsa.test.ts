import { describe, expect, test } from 'vitest'
import { systemRandom } from '../../../test/support/randomness.ts'
import {
  dealSigners,
  joinShares,
  presignAll,
  propose,
  signAll,
} from '../../../test/support/signers.ts'

describe('threshold ECDSA', () => {
  test.each([
    [2, 2],
    [2, 3],
    [3, 5],
    [7, 10],
  ])('%i of %i sign a digest that any verifier accepts', (threshold, n) => {
    const parties = Array.from({ length: n }, (_, index) => index + 1)
    const set = dealSigners({ parties, threshold, random: systemRandom })
    const header = propose(set, parties.slice(0, threshold), systemRandom)
    const presignatures = presignAll(set, header, systemRandom)
    const request = { id: systemRandom(32), digest: systemRandom(32) }
    const shares = signAll(presignatures, request)
    expect(joinShares(presignatures, request, shares).kind).toBe('signature')
  })
})
