import { describe, expect, test } from 'vitest'
import { fixedBytes, list } from '../../src/threshold/encoding/codec.ts'
import { record } from '../../src/threshold/encoding/record.ts'
import type { AbortCode, PartyId } from '../../src/threshold/errors.ts'
import { revealMessage, type Package } from '../../src/threshold/frost/messages.ts'
import { ed25519 } from '../../src/threshold/groups/ed25519.ts'
import { encodeScalar, mod } from '../../src/threshold/groups/scalar.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { publicKey, type KeyShare } from '../../src/threshold/sharing/key-share.ts'
import {
  anyRound,
  badPoints,
  checkAbort,
  flipped,
  HONEST,
  LIAR,
  malformed,
  twice,
  type Expected,
  type Row,
} from '../support/frost-cases.ts'
import { lyingDealer, type DealerLie } from '../support/frost-liars.ts'
import { frostGeneration } from '../support/frost.ts'
import { run, type Run, type Tamper } from '../support/network.ts'
import { bendBody, overhear } from '../support/tamper.ts'

type AnyPackage = {
  readonly commitments: readonly Uint8Array[]
  readonly proofNonce: Uint8Array
  readonly proofResponse: Uint8Array
  readonly salt: Uint8Array
}

describe.each([ed25519, secp256k1])('a liar in a key generation over $name', (group) => {
  const next = { parties: [1, 2, 3], threshold: 2, epoch: 1 }
  const { order, base } = group

  const among = (lie: DealerLie): Run<KeyShare, never> => {
    const honest = frostGeneration(group, next).filter(({ self }) => self !== LIAR)
    const [{ session } = { session: new Uint8Array() }] = honest
    const seat = { session, self: LIAR, peers: HONEST }
    return run([...honest, lyingDealer(seat, group, next, lie)])
  }

  const opened: Package[] = []
  run(frostGeneration(group, next), {
    tamper: overhear(3, 2, (body) => {
      opened.push(revealMessage(group, next.threshold).decode(body).opened)
    }),
  })
  const [neighbours] = opened
  if (neighbours === undefined) throw new Error('nothing was opened')

  test('who does not lie has the key with the others', () => {
    const { outcomes } = run(frostGeneration(group, next))
    const keys = [...outcomes.values()].map((outcome) => {
      if (outcome.kind !== 'result') throw outcome.abort
      return publicKey(outcome.result.sharing)
    })
    expect(keys).toHaveLength(3)
    for (const key of keys) expect(key.equals(keys[0] ?? group.zero)).toBe(true)
  })

  const named = (code: AbortCode, lastRound: number): Expected => ({
    code,
    culprits: [LIAR],
    lastRound,
  })
  const toOne =
    <Value>(bend: (right: Value) => Value) =>
    (to: PartyId, right: Value): Value =>
      to === 1 ? bend(right) : right

  test.each<[string, Expected, DealerLie]>([
    [
      'opens another salt than it pledged',
      named('bad-commitment', 2),
      { reopened: (_, right) => ({ ...right, salt: flipped(right.salt) }) },
    ],
    [
      // The other one has no reason to stop yet, and sends out its shares.
      'opens another polynomial to one of them',
      named('bad-commitment', 3),
      {
        reopened: toOne((right) => ({
          ...right,
          commitments: right.commitments.map((point) => point.add(base)),
        })),
      },
    ],
    ['pledges differently to each', named('bad-commitment', 2), { pledge: toOne(flipped) }],
    [
      'echoes other pledges',
      { code: 'echo-mismatch', culprits: [], lastRound: 2 },
      { echo: (_, right) => flipped(right) },
    ],
    [
      'proves with another response',
      named('bad-proof', 2),
      {
        opened: (right) => ({ ...right, proofResponse: mod(right.proofResponse + 1n, order) }),
      },
    ],
    [
      'proves with another nonce',
      named('bad-proof', 2),
      { opened: (right) => ({ ...right, proofNonce: right.proofNonce.add(base) }) },
    ],
    [
      "deals another party's polynomial, with its proof",
      named('bad-proof', 2),
      { opened: () => neighbours },
    ],
    [
      'deals what would cancel another party',
      named('bad-proof', 2),
      {
        opened: (right) => ({
          ...right,
          commitments: right.commitments.map((point, i) =>
            point.subtract(neighbours.commitments[i] ?? point),
          ),
        }),
      },
    ],
    [
      'commits to another second coefficient',
      named('bad-share', 3),
      {
        opened: (right) => ({
          ...right,
          commitments: right.commitments.map((point, i) => (i === 1 ? point.add(base) : point)),
        }),
      },
    ],
    [
      // The other one has its share, and confirms.
      'sends one of them a share that is off by one',
      named('bad-share', 4),
      { share: toOne((right) => mod(right + 1n, order)) },
    ],
    [
      "sends one of them the other's share",
      named('bad-share', 4),
      { share: (to, right, all) => (to === 1 ? (all.get(3) ?? 0n) : right) },
    ],
    ['sends shares of zero', named('bad-share', 3), { share: () => 0n }],
    ['confirms another key', named('wrong-key', 4), {}],
  ])('who %s', (_, expected, lie) => {
    checkAbort(among(lie), expected)
  })

  const anyPackage = (commitments: number) =>
    record('frost-reveal', {
      echo: fixedBytes(32),
      opened: record('frost-package', {
        commitments: list(fixedBytes(group.pointLength), commitments),
        proofNonce: fixedBytes(group.pointLength),
        proofResponse: fixedBytes(32),
        salt: fixedBytes(32),
      }),
    })
  const opens = (
    name: string,
    change: (opened: AnyPackage) => Partial<AnyPackage>,
    commitments = next.threshold,
  ): Row => {
    const [read, write] = [anyPackage(next.threshold), anyPackage(commitments)]
    const bend = bendBody(LIAR, 2, (body) => {
      const { echo, opened } = read.decode(body)
      return write.encode({ echo, opened: { ...opened, ...change(opened) } })
    })
    return malformed(2, name, bend)
  }
  const good = group.encodePoint(base)
  const anyShare = record('frost-key-share', { share: fixedBytes(32) })
  const rows: readonly Row[] = [
    opens('a coefficient too many', (o) => ({ commitments: [...o.commitments, good] }), 3),
    opens('a coefficient too few', (o) => ({ commitments: o.commitments.slice(1) }), 1),
    opens('no coefficient', () => ({ commitments: [] }), 0),
    ...Object.entries(badPoints(group)).flatMap(([name, point]) => [
      opens(`${name} as its constant`, (o) => ({ commitments: o.commitments.with(0, point) })),
      opens(`${name} as a coefficient`, (o) => ({ commitments: o.commitments.with(1, point) })),
      opens(`${name} in its proof`, () => ({ proofNonce: point })),
    ]),
    opens('a proof that is not below the order', () => ({ proofResponse: encodeScalar(order) })),
    malformed(
      3,
      'a share that is not below the order',
      bendBody(LIAR, 3, () => anyShare.encode({ share: encodeScalar(order) })),
    ),
    ...[1, 2].map(twice),
    ...(group === ed25519 ? [1, 2, 3, 4].flatMap(anyRound) : []),
  ]

  test.each(rows)('who says in round %d %s', (_, __, expected, tamper) => {
    checkAbort(run(frostGeneration(group, next), { tamper }), expected)
  })

  test('replays of an earlier session change nothing', () => {
    const id = new Uint8Array(32).fill(9)
    const noise = [...run(frostGeneration(group, next, { id, seed: 'earlier' })).delivered]
    const tamper: Tamper = (message) => [...noise.splice(0, 2), message]
    const { outcomes } = run(frostGeneration(group, next), { tamper })
    expect(noise).toHaveLength(0)
    expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(['result', 'result', 'result'])
  })

  test('of two parties, who echoes other pledges is named', () => {
    const two = { parties: [1, 2], threshold: 2, epoch: 1 }
    const [honest] = frostGeneration(group, two)
    if (honest === undefined) throw new Error('nobody deals')
    const seat = { session: honest.session, self: LIAR, peers: [1] }
    const liar = lyingDealer(seat, group, two, { echo: (_, right) => flipped(right) })
    expect(run([honest, liar]).outcomes.get(1)).toMatchObject({
      kind: 'abort',
      abort: { code: 'echo-mismatch', culprits: [LIAR] },
    })
  })
})
