import { describe, expect, test } from 'vitest'
import { identityOf } from '../../../test/support/identities.ts'
import { systemRandom } from '../../../test/support/randomness.ts'
import {
  dealSigners,
  joinShares,
  openAll,
  presignAll,
  presignatureOf,
  propose,
  signAll,
} from '../../../test/support/signers.ts'
import { mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { judgeShares } from './judge-shares.ts'
import { Presignature } from './presignature.ts'
import { requestOn } from './sign.ts'
import { signShareStatement, type SignatureShare } from './signature-share.ts'

const { order } = secp256k1

/** A share that its signer changed, and signed as changed. */
const lie = (share: SignatureShare, change: Partial<SignatureShare>): SignatureShare => {
  const { signature: _, ...said } = { ...share, ...change }
  return signShareStatement(identityOf(share.party), said)
}

describe('blame', () => {
  test.each(['u', 'w'] as const)('names the signer of a wrong %s', (field) => {
    const set = dealSigners({ parties: [1, 2, 3, 4], threshold: 3, random: systemRandom })
    const header = propose(set, [1, 2, 4], systemRandom)
    const presignatures = presignAll(set, header, systemRandom)
    const request = { id: systemRandom(32), digest: systemRandom(32), tweak: 5n }
    const shares = signAll(presignatures, request)
    expect(joinShares(presignatures, request, shares).kind).toBe('signature')
    const wrong = shares.map((share) =>
      share.party === 2 ? lie(share, { [field]: mod(share[field] + 1n, order) }) : share,
    )
    expect(joinShares(presignatures, request, wrong).kind).toBe('wrong-share')
    const honest = new Map([...presignatures].filter(([party]) => party !== 2))
    const openings = openAll(honest, request, wrong, systemRandom)
    const presignature = presignatureOf(presignatures, 1)
    const facts = {
      headerHash: presignature.headerHash,
      bound: requestOn(presignature, request),
      contributions: presignature.contributions,
      shares: wrong,
      openings,
    }
    expect(judgeShares(identityOf(1).verify, facts)).toEqual(new Map([[2, 'no-opening']]))
    // The liar may as well open honestly: then its share does not fit.
    const liar = presignatureOf(presignatures, 2)
    expect(liar).toBeInstanceOf(Presignature)
  })
})
