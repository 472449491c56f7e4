import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { dealShares } from '../../../test/support/dealer.ts'
import { identityOf } from '../../../test/support/identities.ts'
import { results, run } from '../../../test/support/network.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import {
  acknowledgementsOf,
  gatherSigners,
  joinShares,
  presignAt,
  presignatureOf,
  propose,
  signAll,
} from '../../../test/support/signers.ts'
import { toHex } from '../encoding/bytes.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { acknowledgementRecord } from './acknowledgement.ts'
import { compactSignature } from './combine.ts'
import { openPresignature } from './open.ts'
import { OpeningBudget } from './opening-budget.ts'
import { signatureShareRecord, signShareStatement } from './signature-share.ts'

const fingerprint = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 32)

// Nodes of two versions sign together, and evidence outlives a version. What two parties say to each
// other from fixed seeds is pinned here: whoever changes it on purpose pins it anew, and says so.
describe('two parties from fixed seeds', () => {
  const random = seededRandom('pinned')
  const dealt = dealShares(secp256k1, {
    parties: [1, 2, 3],
    threshold: 2,
    random,
    secret: 0x1234_5678_9abc_def0n,
  })
  const set = gatherSigners(dealt, random)
  const header = propose(set, [1, 3], random)
  const finished = run(
    header.signers.map((party) => presignAt(set, party, header, seededRandom(`pinned ${party}`))),
  )
  const presignatures = results(finished)
  const { headerHash, transcript } = presignatureOf(presignatures, 1)
  const request = { id: random(32), digest: random(32), tweak: 5n }
  const signed = signAll(presignatures, request)
  const shares = signed.toSorted((a, b) => a.party - b.party)

  test('propose the same header', () => {
    expect(toHex(headerHash)).toBe(
      '7320c46df320153e72a5ef6cb82ebf16602b6c045b68dfdb5f0da2ba73893a19',
    )
  })

  test('say the same in both rounds', () => {
    const said = finished.delivered
      .toSorted((a, b) => a.bytes.length - b.bytes.length || a.from - b.from)
      .map(({ from, bytes }) => `${from}: ${bytes.length} ${fingerprint(bytes)}`)
    expect(said).toEqual([
      '1: 14023 98be5a2585ccf73ba2332d23b6ed7e3a',
      '3: 14023 ce32a167ea80f1420e8b17595afa4521',
      '1: 40619 1dee7c92e291daa66541ae55f763f84e',
      '3: 40619 86f1fc40001a49fd9dc3bcdae5760ee5',
    ])
  })

  test('acknowledge the same transcript', () => {
    expect(toHex(transcript)).toBe(
      '6ec54aa17709f72d2f88b0bf7d4cde39d0d20441c4375bbc3e4ddbdf39845a91',
    )
    const [said = ''] = acknowledgementsOf(presignatures)
      .filter(({ party }) => party === 1)
      .map((one) => toHex(acknowledgementRecord.encode(one)))
    expect(said).toBe(
      [
        '0000000f61636b6e6f776c656467656d656e74030100000002000102000000206ec54aa17709f72d',
        '2f88b0bf7d4cde39d0d20441c4375bbc3e4ddbdf39845a910300000040e240730f46077d8f1da342',
        '1eac1b7b6a997b3c1d06b6883972f61d0d37cd56d087a78c7ecec75e3c47354daed09ec6979ac444',
        '16748de95f2563ce09d45b0f0f',
      ].join(''),
    )
  })

  test('give the same shares', () => {
    expect(shares.map((share) => toHex(signatureShareRecord.encode(share)))).toEqual([
      [
        '0000000f7369676e61747572652d73686172650601000000207320c46df320153e72a5ef6cb82ebf',
        '16602b6c045b68dfdb5f0da2ba73893a1902000000020001030000002077458475579740419ea36b',
        '8e56edb6ff0ea216e91f3c7de050056eb3b82edfa40400000020dd8f6b697d8d780e7eb2e0a47b82',
        '4679e9d937d63b79af1633a88649abecfed6050000002061522cd7677723e3aef4399a2b6008227e',
        'c63ade82568a37396f94bbf8cc755c0600000040d033e7f49a48515d8349488396408b6fa79038b9',
        '42dd4ffc183a89db11d9230b9eb39b2678d5b2f833b13c2e8af8cd5ff6590ff56b0fbb8e63d1f560',
        'c156ef0a',
      ].join(''),
      [
        '0000000f7369676e61747572652d73686172650601000000207320c46df320153e72a5ef6cb82ebf',
        '16602b6c045b68dfdb5f0da2ba73893a1902000000020003030000002077458475579740419ea36b',
        '8e56edb6ff0ea216e91f3c7de050056eb3b82edfa404000000207dacfc6f8ead202c90ca8c7ec4c9',
        '5fc1e1903d9ea83ed1ccd2bd211e3c46ce50050000002041ed0996b1525bd8e9f070172b645530b3',
        'dab2cf7d32f46907205f59f3ab8e9a0600000040c7d5703e7ad59d79a6e17871b4c32ba257fac3c7',
        'f7281452735ed4c441df49a5321198d6e4f6038a362d80b478805bfe19ad3271cd5d306574637411',
        '8744120e',
      ].join(''),
    ])
  })

  test('sign with the same r, s and recovery bit', () => {
    const joined = joinShares(presignatures, request, shares)
    if (joined.kind !== 'signature') throw new Error(joined.kind)
    expect(toHex(compactSignature(joined.signature))).toBe(
      [
        'ce676a0fb00bea8101d22b794f61159bf61ffd04917693823e440071fa22482f5f432d3c0aaa45df',
        '953682bdbee5c4ddc7df62c4de76c28d715fdb6f651a91d7',
      ].join(''),
    )
    expect(joined.signature.recovery).toBe(0)
  })

  test('open the same', () => {
    const wrong = shares.map((share) => {
      const { signature: _, ...said } = { ...share, u: 1n }
      return share.party === 3 ? signShareStatement(identityOf(3), said) : share
    })
    const opening = openPresignature({
      identity: identityOf(1),
      presignature: presignatureOf(presignatures, 1),
      request,
      shares: wrong,
      budget: new OpeningBudget({ epoch: 0, life: 0 }, () => {}),
      random: seededRandom('pinned opening'),
    })
    expect(`${opening.length} ${fingerprint(opening)}`).toBe('901 8dce9adc31d8a832cbd825644c232869')
  })
})
