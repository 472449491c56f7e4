import { ed25519 as edwards } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { envelope } from '../../src/threshold/ceremony/message.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import { bls12381G2 } from '../../src/threshold/groups/bls12-381.ts'
import { ed25519 } from '../../src/threshold/groups/ed25519.ts'
import type { Group } from '../../src/threshold/groups/group.ts'
import { decodeScalar, encodeScalar, mod } from '../../src/threshold/groups/scalar.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { contextOf } from '../../src/threshold/keygen/context.ts'
import { verifyHandover } from '../../src/threshold/keygen/handover.ts'
import { confirmation, pledgeMessage } from '../../src/threshold/keygen/messages.ts'
import { pledgeOf } from '../../src/threshold/keygen/pledge.ts'
import { fitsSharing } from '../../src/threshold/sharing/key-share.ts'
import { sameSharing } from '../../src/threshold/sharing/sharing-codec.ts'
import { identityG2, outsideG2 } from '../support/bad-points.ts'
import { shareOf } from '../support/dealer.ts'
import { identityOf } from '../support/identities.ts'
import { handover, join, sharesOf } from '../support/key-ceremonies.ts'
import { results, run, type Tamper } from '../support/network.ts'
import { seededRandom } from '../support/randomness.ts'
import { bend, both, readdress, replace } from '../support/tamper.ts'
import {
  bytes32,
  checkLie,
  firstDealing,
  inDealing,
  malformed,
  plusOne,
  tampering,
  withPoint,
  withProof,
  withShares,
  type Case,
  type Lie,
} from './support/keygen-lies.ts'
import {
  answering,
  believing,
  bendDealing,
  bendReveal,
  CONFIRMATION,
  foresee,
  handing,
  honestly,
  making,
  PLEDGE,
  pledging,
  readReveal,
  REVEAL,
  runScene,
  writeReveal,
  type RawDealing,
  type Scene,
} from './support/keygen.ts'

const aboveOrder = bytes32(255)

/** Has the liar deal, and pledge from the start, what it could not have come to honestly. */
const dealingInstead = (forge: (scene: Scene) => RawDealing) =>
  tampering((scene) => {
    const { plan, liar } = scene
    const forged = forge(scene)
    const { commitments, salt } = forged.opening
    const opening = { commitments: commitments.map((point) => plan.group.decodePoint(point)), salt }
    const pledge = pledgeOf(contextOf(plan, liar), liar, opening)
    return both(
      pledging(scene, () => pledge),
      bendDealing(scene, (own) => ({ ...own, opening: forged.opening })),
    )
  })

/** The commitments of all others, and then some: together they would be a key the liar knows. */
const rogueDealing = (scene: Scene): RawDealing => {
  const { plan, honest, liar } = scene
  const { group } = plan
  const constants = honest.map((party) => {
    const [constant = new Uint8Array()] = firstDealing(scene, party, liar).opening.commitments
    return group.decodePoint(constant)
  })
  const known = group.base.multiply(1234n)
  const rogue = constants.reduce((sum, constant) => sum.subtract(constant), known)
  const own = firstDealing(scene, liar, honest[0] ?? 0)
  const commitments = own.opening.commitments.with(0, group.encodePoint(rogue))
  return { ...own, opening: { ...own.opening, commitments } }
}

/** Gives each of two what belongs to the other. */
const swapShares = (scene: Scene): Tamper => {
  const [one = 0, two = 0] = scene.honest
  const sharesFor = (party: PartyId) => firstDealing(scene, scene.liar, party).shares
  const swapped = new Map([
    [one, sharesFor(two)],
    [two, sharesFor(one)],
  ])
  return replace(scene.liar, REVEAL, (message) => {
    const reveal = readReveal(scene, message)
    const shares = swapped.get(message.to) ?? []
    const dealings = reveal.dealings.map((dealing) => ({ ...dealing, shares }))
    return [writeReveal(scene, message, { ...reveal, dealings })]
  })
}

const outsideEd25519 = (point: Uint8Array): Uint8Array => {
  // The point of order two: (0, -1).
  const torsion = edwards.Point.fromAffine({ x: 0n, y: edwards.Point.Fp.ORDER - 1n })
  return edwards.Point.fromBytes(point).add(torsion).toBytes()
}

const unblamed = { code: 'echo-mismatch', namedBy: [] } as const

const inPledge: readonly Case[] = [
  [
    'tells two parties different pledges',
    making(),
    tampering(({ liar }) =>
      replace(liar, PLEDGE, (message) => [
        message.to === 2
          ? readdress(message, { body: pledgeMessage.encode({ pledge: bytes32(9) }) })
          : message,
      ]),
    ),
    unblamed,
  ],
  [
    'tells its only peer another pledge than it stands by',
    making({ parties: [1, 2] }),
    tampering(({ liar }) =>
      replace(liar, PLEDGE, (message) => [
        readdress(message, { body: pledgeMessage.encode({ pledge: bytes32(9) }) }),
      ]),
    ),
    { code: 'echo-mismatch' },
  ],
  [
    "takes another's pledge for its own",
    making(),
    tampering((scene) => pledging(scene, (told) => told.get(1) ?? bytes32(0))),
    { code: 'bad-commitment' },
  ],
  [
    "takes another's pledge, and then its dealing",
    making(),
    tampering((scene) =>
      both(
        pledging(scene, (told) => told.get(1) ?? bytes32(0)),
        bendDealing(scene, (own) => ({ ...firstDealing(scene, 1, 3), shares: own.shares })),
      ),
    ),
    { code: 'bad-commitment' },
  ],
  [
    'pledges though it does not deal',
    handing(3, [2, 3], [1, 2]),
    tampering(({ liar }) =>
      replace(liar, REVEAL, (message) => [
        readdress(message, { step: PLEDGE, body: pledgeMessage.encode({ pledge: bytes32(9) }) }),
        message,
      ]),
    ),
    malformed,
  ],
]

const inEcho: readonly Case[] = [
  [
    'tells one party that it heard something else',
    making(),
    tampering((scene) => bendReveal(scene, (reveal) => ({ ...reveal, echo: bytes32(9) }), [1])),
    { code: 'echo-mismatch', seenBy: [1], namedBy: [], kept: [2] },
  ],
  [
    'tells all that it heard something else',
    making(),
    tampering((scene) => bendReveal(scene, (reveal) => ({ ...reveal, echo: bytes32(9) }))),
    unblamed,
  ],
  [
    'tells its only peer that it heard something else',
    making({ parties: [1, 2] }),
    tampering((scene) => bendReveal(scene, (reveal) => ({ ...reveal, echo: bytes32(9) }))),
    { code: 'echo-mismatch' },
  ],
  [
    'tells the other dealer, and those who receive, that it heard something else',
    handing(4, [1, 2, 3], [1, 4]),
    tampering((scene) => bendReveal(scene, (reveal) => ({ ...reveal, echo: bytes32(9) }))),
    { code: 'echo-mismatch', namedBy: [1] },
  ],
  [
    'says, receiving, that it heard something else',
    handing(3, [2, 3], [1, 2]),
    tampering((scene) => bendReveal(scene, (reveal) => ({ ...reveal, echo: bytes32(9) }))),
    unblamed,
  ],
]

const badPoints: readonly (readonly [string, Group, (real: Uint8Array) => Uint8Array])[] = [
  ['nothing but zeros', secp256k1, () => new Uint8Array(65)],
  ['a point off the curve', secp256k1, (real) => real.with(64, (real[64] ?? 0) ^ 1)],
  ['the identity', ed25519, () => ed25519.encodePoint(ed25519.zero)],
  ['a point outside the subgroup', ed25519, outsideEd25519],
  ['the identity', bls12381G2, identityG2],
  ['a point outside the subgroup', bls12381G2, outsideG2],
]

const inOpening: readonly Case[] = [
  [
    'opens with another salt',
    making(),
    inDealing(({ opening, ...rest }) => ({ ...rest, opening: { ...opening, salt: bytes32(9) } })),
    { code: 'bad-commitment' },
  ],
  [
    'shows one party another coefficient',
    making(),
    inDealing(
      withPoint(() => secp256k1.encodePoint(secp256k1.base)),
      [2],
    ),
    { code: 'bad-commitment', seenBy: [2], kept: [1] },
  ],
  [
    'deals a coefficient too many',
    making(),
    (scene) => ({
      as: believing(scene, ({ plan }) => ({
        plan: { ...plan, next: { ...plan.next, threshold: 3 } },
      })),
    }),
    malformed,
  ],
  [
    'deals a coefficient too few',
    making({ threshold: 3 }),
    (scene) => ({
      as: believing(scene, ({ plan }) => ({
        plan: { ...plan, next: { ...plan.next, threshold: 2 } },
      })),
    }),
    malformed,
  ],
  ...badPoints.map(([name, group, point]): Case => [
    `commits to ${name} of ${group.name}`,
    making({ group }),
    inDealing(withPoint(point)),
    malformed,
  ]),
  [
    'deals nothing',
    making(),
    tampering((scene) => bendReveal(scene, (reveal) => ({ ...reveal, dealings: [] }))),
    malformed,
  ],
  [
    'deals twice',
    making(),
    tampering((scene) =>
      bendReveal(scene, (reveal) => ({
        ...reveal,
        dealings: [...reveal.dealings, ...reveal.dealings],
      })),
    ),
    malformed,
  ],
  [
    'deals though it only receives',
    handing(3, [2, 3], [1, 2]),
    tampering((scene) =>
      bendReveal(scene, (reveal) => ({ ...reveal, dealings: foresee(scene, 2, 3).dealings })),
    ),
    malformed,
  ],
]

const inProof: readonly Case[] = [
  [
    'proves with another response',
    making(),
    inDealing(withProof(({ response }) => ({ response: plusOne(response) }))),
    { code: 'bad-proof' },
  ],
  [
    'proves with another challenge',
    making(),
    inDealing(withProof(({ challenge }) => ({ challenge: plusOne(challenge) }))),
    { code: 'bad-proof' },
  ],
  [
    'proves with a challenge that is no scalar',
    making(),
    inDealing(withProof(() => ({ challenge: aboveOrder }))),
    malformed,
  ],
  [
    'proves nothing with zeros',
    making(),
    inDealing(withProof(() => ({ challenge: bytes32(0), response: bytes32(0) }))),
    { code: 'bad-proof' },
  ],
  [
    'deals what another deals, and proves it with the proof of the other',
    making(),
    tampering((scene) =>
      both(
        dealingInstead(() => firstDealing(scene, 1, 3))(scene).tamper,
        answering(scene, 1, REVEAL, (own, heard) => {
          const { dealings } = readReveal(scene, heard)
          return writeReveal(scene, own, { ...readReveal(scene, own), dealings })
        }),
      ),
    ),
    { code: 'bad-proof' },
  ],
  [
    'proves with a proof of its own from another session',
    making(),
    (scene) => {
      const elsewhere = firstDealing(making({ id: 2 }), 3, 1)
      expect(elsewhere.opening).toEqual(firstDealing(scene, 3, 1).opening)
      return {
        tamper: bendDealing(
          scene,
          withProof(() => elsewhere.proof),
        ),
      }
    },
    { code: 'bad-proof' },
  ],
  [
    'deals what would make the key one it knows',
    making(),
    dealingInstead(rogueDealing),
    { code: 'bad-proof' },
  ],
]

const inShare: readonly Case[] = [
  [
    'gives one party a wrong share',
    making(),
    inDealing(
      withShares((shares) => shares.map((share) => plusOne(share))),
      [1],
    ),
    { code: 'bad-share', seenBy: [1], kept: [2] },
  ],
  [
    'gives all parties wrong shares',
    making(),
    inDealing(withShares((shares) => shares.map((share) => plusOne(share)))),
    { code: 'bad-share' },
  ],
  ['gives each party the share of another', making(), tampering(swapShares), { code: 'bad-share' }],
  [
    'gives zero for a share',
    making(),
    inDealing(withShares(() => [bytes32(0)])),
    { code: 'bad-share' },
  ],
  ['gives what is no scalar', making(), inDealing(withShares(() => [aboveOrder])), malformed],
  ['gives no share', making(), inDealing(withShares(() => [])), malformed],
  [
    'gives two shares',
    making(),
    inDealing(withShares((shares) => [...shares, ...shares])),
    malformed,
  ],
  [
    'gives a share to who is leaving',
    handing(4, [2, 3], [1, 4]),
    inDealing(
      withShares(() => [bytes32(1)]),
      [1],
    ),
    { ...malformed, seenBy: [1], kept: [2, 3], finished: [2] },
  ],
]

const leaving = handing(4, [1, 2, 3], [1, 4])

const inHandover: readonly Case[] = [
  [
    'deals another secret than its share',
    leaving,
    (scene) => {
      const share = shareOf(scene.shares, 4)
      return { as: believing(scene, () => ({}), { ...share, secret: plusOne(share.secret) }) }
    },
    { code: 'wrong-key' },
  ],
  [
    'deals its share without its weight',
    leaving,
    (scene) => ({ as: believing(scene, () => ({ weights: new Map([[4, 1n]]) })) }),
    { code: 'wrong-key' },
  ],
  [
    'deals a random secret, as for a new key',
    leaving,
    (scene) => ({ as: believing(scene, () => ({ weights: undefined })) }),
    { code: 'wrong-key' },
  ],
  [
    'deals its share of an earlier epoch',
    leaving,
    (scene) => ({
      as: believing(scene, () => ({}), shareOf(handing(4, [1, 2, 3], [1, 4], 0).shares, 4)),
    }),
    { code: 'wrong-key' },
  ],
  [
    'hands over an earlier epoch',
    leaving,
    () => ({ as: honestly(handing(4, [1, 2, 3], [1, 4], 0), 4) }),
    { code: 'silent', seenBy: [1], namedBy: [] },
  ],
  [
    'hands over to others',
    leaving,
    () => ({ as: honestly(handing(4, [1, 2, 3, 4], [1, 4]), 4) }),
    { code: 'silent', seenBy: [1], namedBy: [] },
  ],
]

const signing = (sign: (own: Uint8Array) => Uint8Array): Lie =>
  tampering(({ liar }) =>
    bend(liar, CONFIRMATION, confirmation, ({ signature }) => ({ signature: sign(signature) })),
  )

const inConfirmation: readonly Case[] = [
  [
    'signs another transcript',
    making(),
    signing(() => identityOf(3).sign(bytes32(9))),
    { code: 'bad-signature', kept: [1, 2] },
  ],
  [
    'signs nothing',
    making(),
    signing((own) => own.with(9, (own[9] ?? 0) ^ 1)),
    { code: 'bad-signature', kept: [1, 2] },
  ],
  [
    "signs with another's signature",
    making(),
    tampering((scene) =>
      answering(scene, 1, CONFIRMATION, (own, heard) =>
        readdress(own, { body: envelope.decode(heard.bytes).body }),
      ),
    ),
    { code: 'bad-signature', kept: [1, 2] },
  ],
  [
    'signs before it can know what',
    making(),
    tampering(({ liar }) =>
      both(
        replace(liar, CONFIRMATION, () => []),
        replace(liar, PLEDGE, (message) => [
          readdress(message, {
            step: CONFIRMATION,
            body: confirmation.encode({ signature: identityOf(3).sign(bytes32(9)) }),
          }),
          message,
        ]),
      ),
    ),
    { code: 'bad-signature', kept: [1, 2] },
  ],
  [
    'signs though it is leaving',
    leaving,
    tampering(({ liar }) =>
      replace(liar, REVEAL, (message) => [
        message,
        readdress(message, {
          step: CONFIRMATION,
          body: confirmation.encode({ signature: identityOf(4).sign(bytes32(9)) }),
        }),
      ]),
    ),
    { ...malformed, kept: [1, 2, 3] },
  ],
  [
    'stays silent towards one who leaves',
    handing(3, [2, 3], [1, 2]),
    tampering(({ liar }) => replace(liar, CONFIRMATION, () => [])),
    { code: 'silent', seenBy: [1], kept: [2] },
  ],
]

const lies = [
  ['in its pledge', inPledge],
  ['in its echo', inEcho],
  ['in its opening', inOpening],
  ['in its proof', inProof],
  ['in its shares', inShare],
  ['in a handover', inHandover],
  ['in its confirmation', inConfirmation],
] as const

describe.each(lies)('a party that lies %s', (_, cases) => {
  test.each(cases)('%s', (_name, scene, lie, expected) => {
    checkLie(scene, lie, expected)
  })
})

test('in whatever order messages arrive, no lie is laid at an honest door', () => {
  const cases = lies.flatMap(([, some]) => some).filter(([, { plan }]) => plan.group === secp256k1)
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.nat(), ([, scene, lie], seed) => {
      const random = seededRandom(seed)
      const pick = (queued: number) => (random(1)[0] ?? 0) % queued
      const { outcomes } = runScene(scene, { ...lie(scene), pick })
      for (const party of scene.honest) {
        const outcome = outcomes.get(party)
        if (outcome?.kind !== 'abort') expect(outcome?.result.sharing).toBeDefined()
        else expect([[], [scene.liar]]).toContainEqual(outcome.abort.culprits)
      }
    }),
    { numRuns: 60 },
  )
})

describe('who signs towards one party alone', () => {
  const scene = making()
  const { outcomes, checkpoints } = runScene(scene, {
    tamper: replace(3, CONFIRMATION, (message) => (message.to === 1 ? [] : [message])),
  })

  test('is named by the other, which has kept its share for the certificate of the first', () => {
    expect(outcomes.get(1)).toMatchObject({ abort: { code: 'silent', culprits: [3] } })
    const outcome = outcomes.get(2)
    const [kept] = checkpoints.get(1) ?? []
    if (outcome?.kind !== 'result' || kept === undefined) throw new Error('nobody has a key')
    const { certificate } = outcome.result
    const { verify } = identityOf(1)
    expect(verifyHandover(certificate, { next: scene.plan.next, verify })).toBe(true)
    expect(sameSharing(certificate.sharing, kept.sharing)).toBe(true)
    expect(fitsSharing(kept)).toBe(true)
  })
})

test('two liars whose wrong shares cancel are caught all the same', () => {
  const scene = making({ parties: [1, 2, 3, 4], threshold: 3 })
  const other = { ...scene, liar: 3 }
  const shift = (by: bigint) =>
    withShares((shares) =>
      shares.map((share) =>
        encodeScalar(mod(decodeScalar(share, secp256k1.order) + by, secp256k1.order)),
      ),
    )
  const { outcomes } = runScene(scene, {
    tamper: both(bendDealing(scene, shift(1n), [1, 2]), bendDealing(other, shift(-1n), [1, 2])),
  })
  for (const party of [1, 2]) {
    expect(outcomes.get(party)).toMatchObject({ abort: { code: 'bad-share', culprits: [3] } })
  }
})

test('after a lie, the same shares are handed over without the liar', () => {
  const { shares, plan } = leaving
  const [, , lie] = inHandover[0] ?? []
  runScene(leaving, lie?.(leaving))
  const next = { parties: [1, 2, 3], threshold: 2 }
  const ended = results(run(handover(shares, [1, 2], next)))
  const after = sharesOf(ended)
  expect(join([...after.values()], plan.group.order)).toBe(77n)
})
