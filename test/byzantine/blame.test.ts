import { describe, expect, test } from 'vitest'
import { signContribution } from '../../src/threshold/ecdsa/contribution.ts'
import { judgeShares } from '../../src/threshold/ecdsa/judge-shares.ts'
import { replyMessage } from '../../src/threshold/ecdsa/messages.ts'
import { openPresignature } from '../../src/threshold/ecdsa/open.ts'
import {
  OpeningBudget,
  OPENINGS_PER_EPOCH,
  OPENINGS_PER_LIFE,
  type OpeningCounts,
} from '../../src/threshold/ecdsa/opening-budget.ts'
import {
  openingRecord,
  openingStatement,
  type OpeningStatement,
} from '../../src/threshold/ecdsa/opening.ts'
import type { SigningRequest } from '../../src/threshold/ecdsa/request.ts'
import { signShare } from '../../src/threshold/ecdsa/sign.ts'
import type { SignatureShare } from '../../src/threshold/ecdsa/signature-share.ts'
import { signPairStatement } from '../../src/threshold/ecdsa/statements.ts'
import { concat } from '../../src/threshold/encoding/bytes.ts'
import { EncodingError } from '../../src/threshold/errors.ts'
import { decompress, secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { usageError } from '../support/errors.ts'
import { identityOf } from '../support/identities.ts'
import { results, type Tamper } from '../support/network.ts'
import {
  acknowledgementsOf,
  joinShares,
  openAll,
  presignAll,
  presignatureOf,
  propose,
  signAll,
} from '../support/signers.ts'
import { bend } from '../support/tamper.ts'
import { bendReply, flip, noPoint, REPLY, signed } from './support/lies.ts'
import {
  caseOf,
  openAs,
  openHonest,
  plusOne,
  presigned,
  withLie,
  wrongU,
  type Presigned,
} from './support/signing.ts'
import {
  ask,
  BYSTANDER,
  expectRecovered,
  HONEST,
  LIAR,
  OUTSIDER,
  presignAgainst,
  SIGNERS,
  stage,
  VICTIM,
  type Stage,
} from './support/stage.ts'

const { base } = secp256k1
const { verify } = identityOf(OUTSIDER)

type Failed = {
  readonly scene: Stage
  readonly presignatures: Presigned
  readonly request: SigningRequest
  readonly right: readonly SignatureShare[]
  readonly wrong: readonly SignatureShare[]
}

/** A signature that failed, because the liar sent another share than it should have. */
const failed = (seed: string): Failed => {
  const { scene, presignatures } = presigned(seed)
  const request = { ...ask(scene), tweak: 7n }
  const right = signAll(presignatures, request)
  return { scene, presignatures, request, right, wrong: withLie(right, wrongU) }
}

const replaced = (
  shares: readonly SignatureShare[],
  party: number,
  change: Partial<SignatureShare>,
): readonly SignatureShare[] =>
  shares.map((share) => (share.party === party ? { ...share, ...change } : share))

describe('a signer asked to open', () => {
  const { scene, presignatures, request, right, wrong } = failed('asked to open')
  const recorded: OpeningCounts[] = []
  const budget = new OpeningBudget({ epoch: 3, life: 5 }, (counts) => recorded.push(counts))
  const ours = presignatureOf(presignatures, VICTIM)

  const open = (shares: readonly SignatureShare[], change: Partial<SigningRequest> = {}) =>
    openPresignature({
      identity: identityOf(VICTIM),
      presignature: ours,
      request: { ...request, ...change },
      shares,
      budget,
      random: scene.random,
    })

  const other = presignAll(scene.set, propose(scene.set, SIGNERS, scene.random), scene.random)
  const refused: Readonly<Record<string, readonly SignatureShare[]>> = {
    'shares that join': right,
    'a share that its party did not sign': replaced(right, LIAR, { u: 1n }),
    'a share signed by somebody else': replaced(wrong, BYSTANDER, {
      signature: wrong.find(({ party }) => party === LIAR)?.signature ?? new Uint8Array(64),
    }),
    'its own share, changed': replaced(right, VICTIM, { u: 1n }),
    'its own share, changed and signed': withLie(right, wrongU, [VICTIM]),
    'its own share, changed, next to a liar’s': withLie(wrong, wrongU, [VICTIM]),
    'a share under another binding': withLie(right, ({ binding }) => ({ binding: flip(binding) })),
    'a share of another header': withLie(right, ({ header, u }) => ({
      header: flip(header),
      u: plusOne(u),
    })),
    'shares of another presignature': signAll(other, request),
  }

  test.each(Object.entries(refused))('refuses, and spends nothing, for %s', (_, shares) => {
    expect(() => open(shares)).toThrow(usageError('refused'))
    expect(recorded).toEqual([])
    expect(ours.state).toBe('bound')
  })

  test.each([
    ['without its own', wrong.filter(({ party }) => party !== VICTIM)],
    ['without an honest one', wrong.filter(({ party }) => party !== BYSTANDER)],
    ['with the liar’s twice', [...wrong, ...wrong.slice(1, 2)]],
    ['with an outsider’s', [...wrong, ...withLie(right, () => ({ party: OUTSIDER })).slice(1, 2)]],
    ['at all', []],
  ])('refuses shares %s, and spends nothing', (_, shares) => {
    expect(() => open(shares)).toThrow(usageError('bad-parameters'))
    expect(recorded).toEqual([])
    expect(ours.state).toBe('bound')
  })

  test.each([
    ['another digest', { digest: new Uint8Array(32).fill(9) }],
    ['another request id', { id: new Uint8Array(32).fill(9) }],
    ['another tweak', { tweak: 8n }],
  ])('refuses for %s than it answered, and spends nothing', (_, change) => {
    expect(() => open(wrong, change)).toThrow(usageError('refused'))
    expect(recorded).toEqual([])
    expect(ours.state).toBe('bound')
  })

  test('refuses for a presignature that it has not answered with', () => {
    const { scene, presignatures, request, wrong } = failed('asked to open')
    const again = presigned('asked to open')
    const unused = presignatureOf(again.presignatures, VICTIM)
    expect(unused.transcript).toEqual(presignatureOf(presignatures, VICTIM).transcript)
    expect(() =>
      openPresignature({
        identity: identityOf(VICTIM),
        presignature: unused,
        request,
        shares: wrong,
        budget,
        random: scene.random,
      }),
    ).toThrow(usageError('refused'))
    expect(recorded).toEqual([])
    expect(unused.state).toBe('fresh')
  })

  test('opens for a real failure, and spends one opening before', () => {
    const bytes = open(wrong)
    expect(openingRecord.decode(bytes).statement.party).toBe(VICTIM)
    expect(recorded).toEqual([{ epoch: 4, life: 6 }])
    expect(ours.state).toBe('opened')
  })

  test('opens once: the second time it refuses and spends nothing', () => {
    expect(() => open(wrong)).toThrow(usageError('wrong-phase'))
    expect(recorded).toHaveLength(1)
  })

  test('answers the same request as before, and no other, once it has opened', () => {
    const given = acknowledgementsOf(presignatures)
    const again = signShare(identityOf(VICTIM), ours, request, given)
    expect(again).toEqual(signShare(identityOf(VICTIM), ours, request, given))
    const other = { ...request, digest: new Uint8Array(32).fill(9) }
    expect(() => signShare(identityOf(VICTIM), ours, other, given)).toThrow(usageError('conflict'))
  })
})

describe('the budget of openings', () => {
  const openWith = ({ scene, presignatures, request, wrong }: Failed, budget: OpeningBudget) =>
    openPresignature({
      identity: identityOf(VICTIM),
      presignature: presignatureOf(presignatures, VICTIM),
      request,
      shares: wrong,
      budget,
      random: scene.random,
    })
  const scene = failed('budget')
  const ours = presignatureOf(scene.presignatures, VICTIM)

  test.each([
    ['this epoch', { epoch: OPENINGS_PER_EPOCH, life: 100 }],
    ['the key’s life', { epoch: 0, life: OPENINGS_PER_LIFE }],
  ])('refuses when %s has had its share, and records nothing', (_, counts) => {
    const recorded: OpeningCounts[] = []
    const budget = new OpeningBudget(counts, (next) => recorded.push(next))
    expect(() => openWith(scene, budget)).toThrow(usageError('refused'))
    expect(recorded).toEqual([])
    expect(ours.state).toBe('bound')
  })

  test('opens nothing that could not be recorded', () => {
    const budget = new OpeningBudget({ epoch: 0, life: 0 }, () => {
      throw new Error('the disk is full')
    })
    expect(() => openWith(scene, budget)).toThrow('the disk is full')
    expect(ours.state).toBe('bound')
  })

  test('allows the last one', () => {
    const recorded: OpeningCounts[] = []
    const last = { epoch: OPENINGS_PER_EPOCH - 1, life: OPENINGS_PER_LIFE - 1 }
    const budget = new OpeningBudget(last, (next) => recorded.push(next))
    expect(openWith(scene, budget).length).toBeGreaterThan(0)
    expect(recorded).toEqual([{ epoch: OPENINGS_PER_EPOCH, life: OPENINGS_PER_LIFE }])
    expect(budget.take()).toBe(false)
  })
})

describe('a wrong share', () => {
  const lies: Readonly<Record<string, (share: SignatureShare) => Partial<SignatureShare>>> = {
    'with another u': wrongU,
    'with another w': ({ w }) => ({ w: plusOne(w) }),
    'with another u and w': ({ u, w }) => ({ u: plusOne(u), w: plusOne(w) }),
    'with u and w in each other’s place': ({ u, w }) => ({ u: w, w: u }),
    'of zeros': () => ({ u: 0n, w: 0n }),
    'twice as large': ({ u, w }) => ({
      u: (2n * u) % secp256k1.order,
      w: (2n * w) % secp256k1.order,
    }),
  }

  test.each(Object.entries(lies))(
    '%s is traced, whether its signer opens or not',
    (name, change) => {
      const { scene, presignatures, request, right } = failed(name)
      const wrong = withLie(right, change)
      expect(joinShares(presignatures, request, wrong)).toEqual({ kind: 'wrong-share' })
      const openings = openHonest(presignatures, request, wrong, scene.random)
      const silent = caseOf(presignatures, request, wrong, openings)
      expect(judgeShares(verify, silent)).toEqual(new Map([[LIAR, 'no-opening']]))

      const liar = presignatureOf(presignatures, LIAR)
      const own = openAs(liar, liar.open(), request, scene.random)
      const heard = caseOf(presignatures, request, wrong, [...openings, own])
      expect(judgeShares(verify, heard)).toEqual(new Map([[LIAR, 'wrong-share']]))
      for (const party of HONEST) {
        expect(presignatureOf(presignatures, party).state).toBe('opened')
      }
    },
  )

  test('of two liars is traced to both', () => {
    const { scene, presignatures, request, right } = failed('two liars')
    const liars = [LIAR, BYSTANDER]
    const wrong = withLie(right, wrongU, liars)
    const openings = [...presignatures.values()].map((presignature) =>
      openAs(presignature, presignature.open(), request, scene.random),
    )
    const facts = caseOf(presignatures, request, wrong, openings)
    expect(judgeShares(verify, facts)).toEqual(
      new Map(liars.map((party) => [party, 'wrong-share'])),
    )
  })

  test('costs no pair: the same signers sign again', () => {
    const { scene, presignatures, request, wrong } = failed('afterwards')
    openHonest(presignatures, request, wrong, scene.random)
    expectRecovered(scene)
  })
})

describe('a psi that is not what it should be', () => {
  const lies: Readonly<Record<string, (scene: Stage) => Tamper>> = {
    'toward one peer': ({ session }) =>
      bendReply((reply) => signed(session, { ...reply, psi: plusOne(reply.psi) })),
    'of zero': ({ session }) => bendReply((reply) => signed(session, { ...reply, psi: 0n })),
    'toward both, in opposite directions': ({ session }) => {
      const by = new Map([
        [VICTIM, 1n],
        [BYSTANDER, secp256k1.order - 2n],
      ])
      return (message) =>
        bend(LIAR, REPLY, replyMessage, (reply) => {
          const psi = (reply.psi + (by.get(message.to) ?? 0n)) % secp256k1.order
          return signed(session, { ...reply, psi }, { to: message.to })
        })(message)
    },
  }

  test.each(Object.entries(lies))(
    'shows at signing, and in the liar’s own word: %s',
    (name, lie) => {
      const scene = stage(name)
      const presignatures = results(presignAgainst(scene, { tamper: lie(scene) }))
      const request = ask(scene)
      const shares = signAll(presignatures, request)
      expect(joinShares(presignatures, request, shares)).toEqual({ kind: 'wrong-share' })
      const openings = openAll(presignatures, request, shares, scene.random)
      const facts = caseOf(presignatures, request, shares, openings)
      expect(judgeShares(verify, facts)).toEqual(new Map([[LIAR, 'wrong-share']]))
      expectRecovered(scene)
    },
  )
})

describe('an opening that lies', () => {
  const first = <T>([item]: readonly T[]): T => {
    if (item === undefined) throw new Error('nothing there')
    return item
  }
  type Change = (said: OpeningStatement, scene: Stage) => Partial<OpeningStatement>
  const changes: Readonly<Record<string, readonly ['bad-opening' | 'no-opening', Change]>> = {
    'another phi than the products': ['bad-opening', ({ phi }) => ({ phi: phi.add(base) })],
    'a product with a nonce changed': [
      'bad-opening',
      ({ products }) => ({
        products: products.with(0, {
          ...first(products),
          nonce: first(products).nonce.add(base),
        }),
      }),
    ],
    'a product with a key share changed': [
      'bad-opening',
      ({ products }) => ({
        products: products.with(2, {
          ...first(products.slice(2)),
          keyShare: first(products.slice(2)).keyShare.add(base),
        }),
      }),
    ],
    'products in each other’s place': [
      'bad-opening',
      ({ products }) => ({ products: products.toReversed() }),
    ],
    'a product too few': ['bad-opening', ({ products }) => ({ products: products.slice(1) })],
    'a product too many': [
      'bad-opening',
      ({ products }) => ({ products: [...products, first(products)] }),
    ],
    'another challenge': [
      'bad-opening',
      ({ proof }) => ({ proof: { ...proof, challenge: plusOne(proof.challenge) } }),
    ],
    'another response': [
      'bad-opening',
      ({ proof }) => ({ proof: { ...proof, response: plusOne(proof.response) } }),
    ],
    'no proof': ['bad-opening', () => ({ proof: { challenge: 0n, response: 0n } })],
    'a statement it received left out': [
      'bad-opening',
      ({ received }) => ({ received: received.slice(1) }),
    ],
    'no statements': ['bad-opening', () => ({ received: [] })],
    'one statement in the place of two': [
      'bad-opening',
      ({ received }) => ({ received: [first(received), first(received)] }),
    ],
    'a statement twice': [
      'bad-opening',
      ({ received }) => ({ received: [...received, first(received)] }),
    ],
    'a statement of its own to itself': [
      'bad-opening',
      ({ received }, { session }) => {
        const said = { from: LIAR, gammaNonce: base, gammaKey: base, psi: 1n }
        const own = signPairStatement(identityOf(LIAR), { header: session, to: LIAR }, said)
        return { received: [...received, own] }
      },
    ],
    'another psi in a statement it received': [
      'bad-opening',
      ({ received }) => ({
        received: received.with(0, { ...first(received), psi: plusOne(first(received).psi) }),
      }),
    ],
    'another gamma in a statement it received': [
      'bad-opening',
      ({ received }) => ({
        received: received.with(0, {
          ...first(received),
          gammaKey: first(received).gammaNonce,
        }),
      }),
    ],
    'a statement that an honest signer made to another': [
      'bad-opening',
      ({ received }, { session }) => {
        const { gammaNonce, gammaKey, psi } = first(received)
        const said = {
          from: VICTIM,
          gammaNonce: decompress(gammaNonce),
          gammaKey: decompress(gammaKey),
          psi,
        }
        const link = { header: session, to: BYSTANDER }
        return { received: received.with(0, signPairStatement(identityOf(VICTIM), link, said)) }
      },
    ],
    'a statement of its accomplice’s that is no point': [
      'bad-opening',
      ({ received }, { session }) => {
        const said = { from: BYSTANDER, gammaNonce: noPoint(), gammaKey: base, psi: 1n }
        const link = { header: session, to: LIAR }
        const forged = signPairStatement(identityOf(BYSTANDER), link, said)
        return {
          received: received.map((one) => (one.from === BYSTANDER ? forged : one)),
        }
      },
    ],
    'another presignature': ['no-opening', ({ header }) => ({ header: flip(header) })],
    'another binding': ['no-opening', ({ binding }) => ({ binding: flip(binding) })],
    'another party’s name': ['no-opening', () => ({ party: OUTSIDER })],
    'an honest party’s name': ['no-opening', () => ({ party: VICTIM })],
  }

  const { scene, presignatures, request, wrong } = failed('an opening that lies')
  const openings = openHonest(presignatures, request, wrong, scene.random)
  const liar = presignatureOf(presignatures, LIAR)
  const phi = liar.open()
  const judgeWith = (lied: Uint8Array) =>
    judgeShares(verify, caseOf(presignatures, request, wrong, [...openings, lied]))

  test.each(Object.entries(changes))('is laid upon its signer: %s', (_, [named, change]) => {
    const lied = openAs(liar, phi, request, scene.random, (said) => change(said, scene))
    expect(judgeWith(lied)).toEqual(new Map([[LIAR, named]]))
  })

  test('of another phi, proven, is laid upon its signer for the share that does not fit it', () => {
    const lied = openAs(liar, plusOne(phi), request, scene.random)
    expect(judgeWith(lied)).toEqual(new Map([[LIAR, 'wrong-share']]))
  })

  const bytesOf = (bytes: Uint8Array): Readonly<Record<string, Uint8Array>> => ({
    'is cut short': bytes.subarray(0, -1),
    'has a byte too many': concat(bytes, Uint8Array.of(0)),
    'is empty': new Uint8Array(),
    'nobody signed': openingRecord.encode({
      ...openingRecord.decode(bytes),
      signature: new Uint8Array(64),
    }),
    'another signed': (() => {
      const { statement } = openingRecord.decode(bytes)
      const signature = identityOf(OUTSIDER).sign(openingStatement(statement))
      return openingRecord.encode({ statement, signature })
    })(),
  })

  const own = openAs(liar, phi, request, scene.random)

  test.each(Object.entries(bytesOf(own)))('does not count when it %s', (_, bytes) => {
    expect(judgeWith(bytes)).toEqual(new Map([[LIAR, 'no-opening']]))
  })

  test('does not decode at any length but its own', () => {
    for (let length = 0; length < own.length; length++) {
      expect(() => openingRecord.decode(own.subarray(0, length))).toThrow(EncodingError)
    }
  })
})

describe('an honest signer is not blamed', () => {
  const { scene, presignatures, request, right, wrong } = failed('not blamed')
  const liar = presignatureOf(presignatures, LIAR)
  const openings = [
    ...openHonest(presignatures, request, wrong, scene.random),
    openAs(liar, liar.open(), request, scene.random),
  ]
  const facts = caseOf(presignatures, request, wrong, openings)

  test('and the liar is, by the same facts in any order', () => {
    const reversed = { ...facts, shares: wrong.toReversed(), openings: openings.toReversed() }
    expect(judgeShares(verify, facts)).toEqual(new Map([[LIAR, 'wrong-share']]))
    expect(judgeShares(verify, reversed)).toEqual(new Map([[LIAR, 'wrong-share']]))
  })

  test.each([
    ['for shares that join', { shares: right }],
    ['for a share it did not sign', { shares: replaced(right, VICTIM, { u: 1n }) }],
    [
      'for a share that another signed in its name',
      {
        shares: replaced(right, VICTIM, {
          ...withLie(right, () => ({ party: VICTIM, u: 1n }))[1],
          party: VICTIM,
        }),
      },
    ],
    [
      'for a share under another binding',
      { shares: withLie(wrong, ({ binding }) => ({ binding: flip(binding) }), [VICTIM]) },
    ],
    [
      'for a share about another header',
      { shares: withLie(wrong, ({ header }) => ({ header: flip(header) }), [VICTIM]) },
    ],
    ['by contributions in another order', { contributions: facts.contributions.toReversed() }],
    [
      'by a contribution that the liar made to nobody',
      {
        contributions: facts.contributions.map((one) =>
          one.party === LIAR
            ? signContribution(identityOf(LIAR), scene.session, LIAR, {
                nonce: base,
                keyShare: base,
              })
            : one,
        ),
      },
    ],
  ])('%s: there is no case', (_, change) => {
    expect(() => judgeShares(verify, { ...facts, ...change })).toThrow(usageError('refused'))
  })

  test.each([
    ['without its share', { shares: wrong.slice(1) }],
    ['with a share twice', { shares: [...wrong, ...wrong.slice(0, 1)] }],
  ])('%s: there is no case', (_, change) => {
    expect(() => judgeShares(verify, { ...facts, ...change })).toThrow(usageError('bad-parameters'))
  })

  test('by what it opened of another presignature', () => {
    const other = failed('another failure')
    const elsewhere = openHonest(
      other.presignatures,
      other.request,
      other.wrong,
      other.scene.random,
    )
    const mixed = { ...facts, openings: [...openings, ...elsewhere] }
    expect(judgeShares(verify, mixed)).toEqual(new Map([[LIAR, 'wrong-share']]))
  })
})
