import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/threshold/ceremony/message.ts'
import type { PresignHeader } from '../../src/threshold/ecdsa/header.ts'
import { presign } from '../../src/threshold/ecdsa/presign.ts'
import { signShare } from '../../src/threshold/ecdsa/sign.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import { ed25519 } from '../../src/threshold/groups/ed25519.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import {
  SESSIONS_PER_GENERATION,
  type PairGeneration,
} from '../../src/threshold/pairs/generation.ts'
import { native } from '../../src/threshold/primitives/native.ts'
import { dealShares, shareOf } from '../support/dealer.ts'
import { usageError } from '../support/errors.ts'
import { identityOf } from '../support/identities.ts'
import { run, type Tamper } from '../support/network.ts'
import {
  acknowledgementsOf,
  joinShares,
  pairAnew,
  presignAll,
  presignAt,
  presignatureOf,
  propose,
  signAll,
  signerOf,
} from '../support/signers.ts'
import { readdress } from '../support/tamper.ts'
import { bendOffer, flip } from './support/lies.ts'
import {
  ask,
  BYSTANDER,
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

const STRANGER = 9

/** Replies carry the masked values, and nothing else is half as long. */
const isReply = ({ bytes }: Message): boolean => bytes.length > 30_000

const useUp = (pair: PairGeneration): void => {
  const session = new Uint8Array(32)
  for (let number = 0; number < SESSIONS_PER_GENERATION; number++) {
    new DataView(session.buffer).setUint32(0, number)
    pair.claim(session)
  }
}

const expectAllPairsAlive = (scene: Stage): void => {
  for (const self of SIGNERS) {
    for (const peer of SIGNERS.filter((party) => party !== self)) {
      expect(pairOf(scene, self, peer).dropped).toBe(false)
    }
  }
}

describe('a header that does not fit what a signer holds', () => {
  const changes: Readonly<Record<string, (header: PresignHeader, scene: Stage) => PresignHeader>> =
    {
      'one signer too few': (_, { set, random }) => propose(set, [VICTIM, LIAR], random),
      'one signer too many': (_, { set, random }) =>
        propose(set, [VICTIM, LIAR, OUTSIDER, BYSTANDER], random),
      'a signer that holds no share': (_, { set, random }) => {
        const stranger = {
          ...signerOf(set, BYSTANDER),
          generations: new Map<PartyId, PairGeneration>(),
        }
        const joined = new Map([...set, [STRANGER, stranger]])
        for (const party of [VICTIM, LIAR]) pairAnew(joined, party, STRANGER, random)
        return propose(joined, [VICTIM, LIAR, STRANGER], random)
      },
      'signers without this one': (_, { set, random }) =>
        propose(set, [LIAR, OUTSIDER, BYSTANDER], random),
      'a signer twice': (header) => ({ ...header, signers: [VICTIM, LIAR, LIAR] }),
      'signers out of order': (_, { set, random }) =>
        propose(set, [VICTIM, BYSTANDER, LIAR], random),
      'no signers': (header) => ({ ...header, signers: [], boots: [], generations: [] }),
      'an earlier run of this node': (header) => ({
        ...header,
        boots: header.boots.with(0, new Uint8Array(16)),
      }),
      'the runs in each other’s place': (header) => ({
        ...header,
        boots: header.boots.toReversed(),
      }),
      'a run too few': (header) => ({ ...header, boots: header.boots.slice(1) }),
      'an earlier generation of a pair': (header) => ({
        ...header,
        generations: header.generations.with(0, new Uint8Array(16)),
      }),
      'generations of other pairs': (header) => ({
        ...header,
        generations: header.generations.toReversed(),
      }),
      'a generation too few': (header) => ({
        ...header,
        generations: header.generations.slice(0, 2),
      }),
      'an earlier epoch': (header) => ({ ...header, epoch: header.epoch - 1 }),
      'a later epoch': (header) => ({ ...header, epoch: header.epoch + 1 }),
      'another key': (header) => ({ ...header, key: header.key.add(secp256k1.base) }),
      'the key negated': (header) => ({ ...header, key: header.key.negate() }),
    }

  test.each(Object.entries(changes))('is refused for %s, and costs nothing', (name, change) => {
    const scene = stage(name)
    const wrong = change(scene.header, scene)
    expect(() => presignAt(scene.set, VICTIM, wrong, scene.random)).toThrow(
      usageError('bad-parameters'),
    )
    expectAllPairsAlive(scene)
    // The session was not taken: with the right header the very same presign begins.
    expect(() => presignAt(scene.set, VICTIM, scene.header, scene.random)).not.toThrow()
  })

  test.each([
    ['dropped', (scene: Stage) => pairOf(scene, VICTIM, LIAR).drop()],
    ['gone', (scene: Stage) => signerOf(scene.set, VICTIM).generations.delete(LIAR)],
    ['used up', (scene: Stage) => useUp(pairOf(scene, VICTIM, LIAR))],
  ] as const)('is refused for a pair that is %s', (_, lose) => {
    const scene = stage('a lost pair')
    lose(scene)
    expect(() => presignAt(scene.set, VICTIM, scene.header, scene.random)).toThrow(
      usageError('bad-parameters'),
    )
    expect(pairOf(scene, VICTIM, BYSTANDER).claimedBefore(scene.session)).toBe(false)
  })

  test('is refused for a key of another group', () => {
    const scene = stage('another group')
    const { random, header, set } = scene
    const dealt = dealShares(ed25519, { parties: [1, 2, 3, 4], threshold: 3, random })
    const parameters = {
      ...signerOf(set, VICTIM),
      share: shareOf(dealt, VICTIM),
      header,
      identity: identityOf(VICTIM),
      primitives: native,
      random,
    }
    expect(() => presign(parameters)).toThrow(usageError('bad-parameters'))
    expectAllPairsAlive(scene)
  })

  test('is refused by the signer whose run is another, and goes no further', () => {
    const scene = stage('another run')
    const header = { ...scene.header, boots: scene.header.boots.with(1, new Uint8Array(16)) }
    expect(() => presignAt(scene.set, LIAR, header, scene.random)).toThrow(
      usageError('bad-parameters'),
    )
    const finished = run(HONEST.map((party) => presignAt(scene.set, party, header, scene.random)))
    expect(outcomeAt(finished, VICTIM)).toMatchObject({ abort: { code: 'silent' } })
    expectAllPairsAlive(scene)
    expectRecovered(scene)
  })
})

describe('a header that was used before', () => {
  test('is refused while the first presign runs, which goes on', () => {
    const scene = stage('reused at once')
    const { set, header, random } = scene
    const ceremonies = SIGNERS.map((party) => presignAt(set, party, header, random))
    expect(() => presignAt(set, VICTIM, header, random)).toThrow(usageError('reused'))
    expectAllPairsAlive(scene)
    const { outcomes } = run(ceremonies)
    expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(['result', 'result', 'result'])
  })

  test('is refused after it made a presignature', () => {
    const scene = stage('reused after success')
    presignAll(scene.set, scene.header, scene.random)
    for (const party of SIGNERS) {
      expect(() => presignAt(scene.set, party, scene.header, scene.random)).toThrow(
        usageError('reused'),
      )
    }
    expectAllPairsAlive(scene)
    expectRecovered(scene)
  })

  test('is refused after it made none', () => {
    const scene = stage('reused after failure')
    presignAgainst(scene, { tamper: (message) => (message.from === LIAR ? [] : [message]) })
    for (const party of HONEST) {
      expect(() => presignAt(scene.set, party, scene.header, scene.random)).toThrow(
        usageError('reused'),
      )
    }
    expectAllPairsAlive(scene)
  })

  test('is refused where only one of the pairs has seen it', () => {
    const scene = stage('half reused')
    pairOf(scene, VICTIM, BYSTANDER).claim(scene.session)
    expect(() => presignAt(scene.set, VICTIM, scene.header, scene.random)).toThrow(
      usageError('reused'),
    )
    expect(pairOf(scene, VICTIM, LIAR).claimedBefore(scene.session)).toBe(false)
  })
})

describe('headers that differ between signers', () => {
  const others: Readonly<Record<string, (header: PresignHeader) => PresignHeader>> = {
    'another id': (header) => ({ ...header, id: flip(header.id) }),
    'another run of a third': (header) => ({
      ...header,
      boots: header.boots.with(2, new Uint8Array(16)),
    }),
    'another generation of a pair of others': (header) => ({
      ...header,
      generations: header.generations.with(1, new Uint8Array(16)),
    }),
  }

  test.each(Object.entries(others))(
    'end without a check that anyone could fail: %s',
    (name, change) => {
      const scene = stage(name)
      const { set, header, random } = scene
      const heardBy = (party: PartyId) => (party === LIAR ? change(header) : header)
      const finished = run(SIGNERS.map((party) => presignAt(set, party, heardBy(party), random)))
      for (const party of SIGNERS) {
        const outcome = outcomeAt(finished, party)
        expect(outcome.kind).toBe('abort')
        if (outcome.kind === 'abort') {
          expect(['silent', 'peer-aborted']).toContain(outcome.abort.code)
          expect(outcome.abort.culprits).toEqual([])
        }
      }
      // Nobody got as far as the second round.
      expect(finished.delivered.filter(isReply)).toEqual([])
      expectAllPairsAlive(scene)
      expectRecovered(scene)
    },
  )

  test('a message of another session is refused and changes nothing', () => {
    const scene = stage('another session')
    const strayed: Tamper = (message) => [
      readdress(message, { session: new Uint8Array(32) }),
      message,
    ]
    const { outcomes } = presignAgainst(scene, { tamper: strayed })
    expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(['result', 'result', 'result'])
  })
})

describe('two presigns on one generation', () => {
  /** Fails the stage's presign at the victim with the liar's doing, which costs the pair. */
  const loseThePair = (scene: Stage): void => {
    const { set, random } = scene
    const other = { ...scene, header: propose(set, SIGNERS, random) }
    const spoil = bendOffer((offer) => ({
      ...offer,
      extension: { ...offer.extension, rowSums: flip(offer.extension.rowSums) },
    }))
    const finished = presignAgainst(other, { tamper: spoil })
    expect(outcomeAt(finished, VICTIM)).toMatchObject({ abort: { code: 'ot-check' } })
    expect(pairOf(scene, VICTIM, LIAR).dropped).toBe(true)
  }

  test.each([
    // The last to speak first is the first that has heard all others.
    ['before the victim has answered', BYSTANDER],
    ['when all that the victim lacks is the others’ answers', VICTIM],
  ])('when one fails its check, the other ends and names nobody: %s', (name, speaker) => {
    const scene = stage(name)
    let failed = false
    const finished = presignAgainst(scene, {
      tamper: (message) => {
        if (!failed && isReply(message) && message.from === speaker) {
          failed = true
          loseThePair(scene)
        }
        return [message]
      },
    })
    expect(outcomeAt(finished, VICTIM)).toMatchObject({
      abort: { code: 'pair-dropped', culprits: [] },
    })
    expect(pairOf(scene, VICTIM, BYSTANDER).dropped).toBe(false)
    expectRecovered(scene)
  })

  test('when one fails before another has begun, that one does not begin', () => {
    const scene = stage('one after the other')
    const waiting = presignAt(scene.set, VICTIM, scene.header, scene.random)
    loseThePair(scene)
    const { outcome } = waiting.start()
    expect(outcome).toMatchObject({ abort: { code: 'pair-dropped', culprits: [] } })
  })

  test('when one fails, what was presigned before is burned, what was signed stays', () => {
    const scene = stage('burned')
    const { set, random } = scene
    const used = presignAll(set, propose(set, SIGNERS, random), random)
    const unused = presignAll(set, propose(set, SIGNERS, random), random)
    const request = ask(scene)
    const shares = signAll(used, request)
    loseThePair(scene)

    const ours = presignatureOf(unused, VICTIM)
    expect(ours.state).toBe('burned')
    expect(() =>
      signShare(identityOf(VICTIM), ours, ask(scene), acknowledgementsOf(unused)),
    ).toThrow(usageError('wrong-phase'))
    expect(presignatureOf(unused, BYSTANDER).state).toBe('fresh')

    expect(presignatureOf(used, VICTIM).state).toBe('bound')
    expect(signAll(used, request)).toEqual(shares)
    expect(joinShares(used, request, shares).kind).toBe('signature')
    expectRecovered(scene)
  })
})
