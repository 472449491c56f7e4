import { describe, expect, test } from 'vitest'
import { signContribution, type Contribution } from '../../src/threshold/ecdsa/contribution.ts'
import { judgeKeySum } from '../../src/threshold/ecdsa/judge-key-sum.ts'
import {
  keySumEvidenceRecord,
  keySumStatement,
} from '../../src/threshold/ecdsa/key-sum-evidence.ts'
import { presign } from '../../src/threshold/ecdsa/presign.ts'
import { testifyKeySum } from '../../src/threshold/ecdsa/testify-key-sum.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import type { Point } from '../../src/threshold/groups/group.ts'
import { decodeScalar, encodeScalar, mod } from '../../src/threshold/groups/scalar.ts'
import { decompress, secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { PairGeneration } from '../../src/threshold/pairs/generation.ts'
import { zeroShareParts } from '../../src/threshold/pairs/zero-sharing.ts'
import { native } from '../../src/threshold/primitives/native.ts'
import { lagrangeAtZero } from '../../src/threshold/sharing/lagrange.ts'
import { identityOf } from '../support/identities.ts'
import { presignAll, sharingOf, signerOf } from '../support/signers.ts'
import { flip, noPoint } from './support/lies.ts'
import { roguePresign } from './support/rogue.ts'
import {
  BYSTANDER,
  expectAborted,
  expectRecovered,
  HONEST,
  LIAR,
  outcomeAt,
  OUTSIDER,
  pairOf,
  presignAgainst,
  SIGNERS,
  stage,
  VICTIM,
  type Stage,
} from './support/stage.ts'

const { order, base } = secp256k1
const { verify } = identityOf(VICTIM)

type Finished = ReturnType<typeof presignAgainst>
type Statement = ReturnType<typeof keySumEvidenceRecord.decode>['statement']

const evidenceAt = (finished: Finished, party: PartyId): Uint8Array => {
  const outcome = outcomeAt(finished, party)
  if (outcome.kind === 'result' || outcome.abort.evidence === undefined) {
    throw new Error(`${party} has no evidence`)
  }
  return outcome.abort.evidence
}

const judge = (
  scene: Stage,
  evidence: readonly Uint8Array[],
  told: readonly (readonly Contribution[])[] = [],
) =>
  judgeKeySum(verify, {
    header: scene.session,
    sharing: sharingOf(scene.set),
    signers: SIGNERS,
    evidence,
    told,
  })

/** A signer whose share of the key is one too high, and who does everything else right. */
const withWrongShare = (scene: Stage) => {
  const { set, header, random } = scene
  const { share, bootId, generations } = signerOf(set, LIAR)
  const secret = encodeScalar(mod(decodeScalar(share.secret, order) + 1n, order))
  return presign({
    header,
    share: { ...share, secret },
    bootId,
    generations,
    identity: identityOf(LIAR),
    primitives: native,
    random,
  })
}

/** By how much that moves its summand of the key. */
const excess: Point = base.multiply(lagrangeAtZero(SIGNERS, order).get(LIAR) ?? 0n)

/** What the liar shows in the place of the evidence that its own run came to. */
const lie = (evidence: Uint8Array, change: (said: Statement) => Partial<Statement>): Uint8Array => {
  const { statement } = keySumEvidenceRecord.decode(evidence)
  const said = { ...statement, ...change(statement) }
  const signature = identityOf(LIAR).sign(keySumStatement(said))
  return keySumEvidenceRecord.encode({ statement: said, signature })
}

const moved = (said: Statement, peer: PartyId, by: Point): Statement['parts'] =>
  said.parts.map((part) => (part.peer === peer ? { ...part, point: part.point.add(by) } : part))

const ownReplaced = (said: Statement, own: Contribution): Statement['contributions'] =>
  said.contributions.map((one) => (one.party === LIAR ? own : one))

const ownOf = (said: Statement): Contribution => {
  const own = said.contributions.find(({ party }) => party === LIAR)
  if (own === undefined) throw new Error('the liar said nothing')
  return own
}

const pointOf = (bytes: Uint8Array): Point => decompress(bytes)

/** The liar's side of what it has in common with a peer. */
const zeroPart = (scene: Stage, peer: PartyId): Point => {
  const parts = zeroShareParts([pairOf(scene, LIAR, peer)], scene.session, order)
  return base.multiply(parts.get(peer) ?? 0n)
}

describe('a key share that is not the signer’s own', () => {
  const scene = stage('a wrong key share')
  const finished = presignAgainst(scene, { liar: withWrongShare(scene) })
  const [first, own, last] = SIGNERS.map((party) => evidenceAt(finished, party)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]

  test('is not this one', () => {
    const honest = stage('right key shares')
    const presignatures = presignAll(honest.set, honest.header, honest.random)
    const evidence = SIGNERS.map((self) =>
      testifyKeySum(
        identityOf(self),
        honest.session,
        self,
        SIGNERS.filter((peer) => peer !== self).map((peer) => pairOf(honest, self, peer)),
        presignatures.get(self)?.contributions ?? [],
      ),
    )
    expect(judge(honest, evidence)).toEqual({ culprits: [], suspects: [] })
  })

  test('ends the presign, costs no pair, and names nobody by itself', () => {
    expectAborted(scene, finished, { code: 'key-sum', at: HONEST, culprits: [] })
    expectRecovered(scene)
  })

  test('is traced by the evidence of all', () => {
    expect(judge(scene, [first, own, last])).toEqual({ culprits: [LIAR], suspects: [] })
  })

  const lies: Readonly<Record<string, (said: Statement) => Partial<Statement>>> = {
    'a part for a stranger': (said) => ({
      parts: moved(said, BYSTANDER, excess).map((part) =>
        part.peer === BYSTANDER ? { ...part, peer: OUTSIDER } : part,
      ),
    }),
    'two parts for one peer': (said) => ({
      parts: moved(said, BYSTANDER, excess).map((part) => ({ ...part, peer: VICTIM })),
    }),
    'one part for two peers': (said) => ({
      parts: said.parts.slice(0, 1).map((part) => ({
        ...part,
        point: said.parts
          .slice(1)
          .reduce((sum, { point }) => sum.add(point), part.point.add(excess)),
      })),
    }),
    'a part of its own': (said) => ({
      parts: [...said.parts, { peer: LIAR, point: excess }],
    }),
    'another contribution of its own, which fits': (said) => {
      const { nonce, keyShare } = ownOf(said)
      const points = { nonce: pointOf(nonce), keyShare: pointOf(keyShare).subtract(excess) }
      const right = signContribution(identityOf(LIAR), scene.session, LIAR, points)
      return { contributions: ownReplaced(said, right) }
    },
    'its own contribution left out': (said) => ({
      contributions: said.contributions.filter(({ party }) => party !== LIAR),
    }),
    'its own contribution unsigned, and fitting': (said) => {
      const { nonce, keyShare } = ownOf(said)
      const points = { nonce: pointOf(nonce), keyShare: pointOf(keyShare).subtract(excess) }
      const right = signContribution(identityOf(OUTSIDER), scene.session, LIAR, points)
      return { contributions: ownReplaced(said, right) }
    },
    'a key share that is no point': (said) => {
      const points = { nonce: decompress(ownOf(said).nonce), keyShare: noPoint() }
      const none = signContribution(identityOf(LIAR), scene.session, LIAR, points)
      return { contributions: ownReplaced(said, none) }
    },
    'a contribution that its party did not sign': (said) => ({
      parts: moved(said, BYSTANDER, excess),
      contributions: said.contributions.map((one) =>
        one.party === BYSTANDER ? { ...one, signature: new Uint8Array(64) } : one,
      ),
    }),
  }

  test.each(Object.entries(lies))('is not excused by %s', (_, change) => {
    const verdict = judge(scene, [first, lie(own, change), last])
    expect(verdict.culprits).toEqual([LIAR])
  })

  test('excused by a false part, is between the two that name different parts', () => {
    const lied = lie(own, (said) => ({ parts: moved(said, BYSTANDER, excess) }))
    expect(judge(scene, [first, lied, last])).toEqual({
      culprits: [],
      suspects: [[LIAR, BYSTANDER]],
    })
  })

  test('is blamed on nobody who can be heard when its signer shows nothing', () => {
    expect(judge(scene, [first, last])).toEqual({ culprits: [], suspects: [] })
  })

  const foreign: Readonly<Record<string, Uint8Array>> = {
    nothing: new Uint8Array(),
    'cut short': first.subarray(0, -1),
    'not signed': keySumEvidenceRecord.encode({
      ...keySumEvidenceRecord.decode(first),
      signature: new Uint8Array(64),
    }),
    'signed by another in its name': lie(first, () => ({ parts: [] })),
    'about another presignature': (() => {
      const { statement } = keySumEvidenceRecord.decode(first)
      const said = { ...statement, header: flip(statement.header), parts: [] }
      const signature = identityOf(VICTIM).sign(keySumStatement(said))
      return keySumEvidenceRecord.encode({ statement: said, signature })
    })(),
  }

  test.each(Object.entries(foreign))(
    'cannot be laid upon an honest signer by evidence that is %s',
    (_, forged) => {
      expect(judge(scene, [first, own, last, forged])).toEqual({ culprits: [LIAR], suspects: [] })
    },
  )
})

test('shares of zero that two sides know differently are between those two', () => {
  const scene = stage('another zero seed')
  const { id, self, peer, sender, receiver, zeroSeed } = pairOf(scene, LIAR, BYSTANDER)
  const parts = { id, self, peer, sender, receiver, zeroSeed: flip(zeroSeed) }
  signerOf(scene.set, LIAR).generations.set(BYSTANDER, new PairGeneration(parts))
  const finished = presignAgainst(scene, {})
  expectAborted(scene, finished, { code: 'key-sum', at: HONEST, culprits: [] })
  const evidence = SIGNERS.map((party) => evidenceAt(finished, party))
  expect(judge(scene, evidence)).toEqual({ culprits: [], suspects: [[LIAR, BYSTANDER]] })
})

describe('a key share told differently to two peers', () => {
  test('is shown by what the two were told', () => {
    const scene = stage('two key shares')
    const liar = roguePresign(scene, {
      publish: (to, own) => ({ ...own, key: own.key + BigInt(to) }),
    })
    const finished = presignAgainst(scene, { liar })
    expectAborted(scene, finished, { code: 'key-sum', at: HONEST, culprits: [] })
    const evidence = HONEST.map((party) => evidenceAt(finished, party))
    expect(judge(scene, evidence)).toEqual({ culprits: [LIAR], suspects: [] })
  })

  test('is shown also when one of the two noticed nothing, by what that one was told', () => {
    const scene = stage('one key share too many')
    const liar = roguePresign(scene, {
      publish: (to, own) => (to === VICTIM ? { ...own, key: own.key + 1n } : own),
    })
    const finished = presignAgainst(scene, { liar })
    expectAborted(scene, finished, { code: 'key-sum', at: [VICTIM], culprits: [] })
    const outcome = outcomeAt(finished, BYSTANDER)
    if (outcome.kind === 'abort') throw outcome.abort
    const ours = evidenceAt(finished, VICTIM)

    // The liar explains what it told the victim by the part that only the bystander could deny.
    const { statement } = keySumEvidenceRecord.decode(ours)
    const excuse = lie(ours, () => ({
      party: LIAR,
      parts: SIGNERS.filter((peer) => peer !== LIAR).map((peer) => ({
        peer,
        point: zeroPart(scene, peer).add(peer === BYSTANDER ? base : secp256k1.zero),
      })),
      contributions: statement.contributions,
    }))
    expect(judge(scene, [ours, excuse])).toEqual({ culprits: [], suspects: [] })
    const { contributions } = outcome.result
    expect(judge(scene, [ours, excuse], [contributions])).toEqual({
      culprits: [LIAR],
      suspects: [],
    })
  })
})
