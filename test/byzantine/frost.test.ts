import { describe, expect, test } from 'vitest'
import type { Ceremony } from '../../src/threshold/ceremony/ceremony.ts'
import { fixedBytes } from '../../src/threshold/encoding/codec.ts'
import { record } from '../../src/threshold/encoding/record.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import {
  echoMessage,
  signatureShareMessage,
  type Echo,
} from '../../src/threshold/frost/messages.ts'
import { ed25519 } from '../../src/threshold/groups/ed25519.ts'
import { encodeScalar, mod } from '../../src/threshold/groups/scalar.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { publicKey } from '../../src/threshold/sharing/key-share.ts'
import { dealShares, shareOf } from '../support/dealer.ts'
import {
  anyRound,
  badPoints,
  checkAbort,
  flipped,
  HONEST,
  LIAR,
  malformed,
  twice,
  type Row,
} from '../support/frost-cases.ts'
import { lyingSigner, type SignerLie } from '../support/frost-liars.ts'
import { frostSigning, verifiesFrost } from '../support/frost.ts'
import { run, type Run, type Tamper } from '../support/network.ts'
import { seededRandom } from '../support/randomness.ts'
import { bendBody, overhear } from '../support/tamper.ts'

const message = new TextEncoder().encode('a message')
const other = new TextEncoder().encode('another message')

describe.each([ed25519, secp256k1])('a liar among the signers over $name', (group) => {
  const dealing = { parties: [1, 2, 3, 4, 5], threshold: 3, random: seededRandom('byzantine') }
  const secret = 0xabcdefn
  const shares = dealShares(group, { ...dealing, secret })
  const key = publicKey(shareOf(shares, 1).sharing)
  const signers = [1, 2, 3]
  const anotherEpoch = dealShares(group, { ...dealing, secret, epoch: 2 })

  const among = (lie: SignerLie, signs = [message, message]): Run<Uint8Array, never> => {
    const honest = HONEST.flatMap((party, i) =>
      frostSigning(shares, signers, signs[i] ?? message).filter(({ self }) => self === party),
    )
    const [{ session } = { session: new Uint8Array() }] = honest
    const seat = { session, self: LIAR, peers: HONEST }
    return run([...honest, lyingSigner(seat, shareOf(shares, LIAR), message, lie)])
  }

  const shareSaid = (party: PartyId, signing: readonly Ceremony<Uint8Array>[]): (() => bigint) => {
    const said: bigint[] = []
    run(signing, {
      tamper: overhear(party, 3, (body) => {
        said.push(signatureShareMessage(group).decode(body).share)
      }),
    })
    return () => said[0] ?? 0n
  }

  const checkSigned = ({ outcomes }: Run<Uint8Array, never>): void => {
    for (const party of HONEST) {
      const outcome = outcomes.get(party)
      if (outcome?.kind !== 'result') throw new Error(`${party} did not sign`)
      expect(verifiesFrost(group, key, message, outcome.result)).toBe(true)
    }
  }

  test('who does not lie signs with the others', () => {
    checkSigned(among({}))
  })

  const base = group.base
  const movedHiding: SignerLie['nonces'] = (_, { hiding, binding }) => ({
    hiding: hiding.add(base),
    binding,
  })
  const toOne =
    <Value>(bend: (right: Value) => Value) =>
    (to: PartyId, right: Value): Value =>
      to === 1 ? bend(right) : right

  test.each<[string, SignerLie]>([
    [
      'tells each signer other nonces, and echoes what each heard',
      {
        nonces: toOne(({ hiding, binding }) => ({ hiding: hiding.add(base), binding })),
      },
    ],
    [
      'swaps its nonces for one of them',
      {
        nonces: toOne(({ hiding, binding }) => ({ hiding: binding, binding: hiding })),
      },
    ],
    ['echoes other nonces', { echo: (_, echo) => ({ ...echo, nonces: flipped(echo.nonces) }) }],
    [
      'echoes another message',
      { echo: (_, echo) => ({ ...echo, message: flipped(echo.message) }) },
    ],
  ])('who %s: no share leaves, nobody is named', (_, lie) => {
    checkAbort(among(lie), { code: 'echo-mismatch', culprits: [], lastRound: 2 })
  })

  test('who echoes other nonces to one of them alone: that one stops, and names nobody', () => {
    // The other one's share is of a message and nonces that all honest signers agreed on.
    const lie = { echo: toOne((echo: Echo) => ({ ...echo, nonces: flipped(echo.nonces) })) }
    checkAbort(among(lie), { code: 'echo-mismatch', culprits: [], lastRound: 3 })
  })

  test('who is asked for another message: no share leaves, nobody is named', () => {
    const finished = run([
      ...frostSigning(shares, signers, message).filter(({ self }) => self !== LIAR),
      ...frostSigning(shares, signers, other).filter(({ self }) => self === LIAR),
    ])
    checkAbort(finished, { code: 'echo-mismatch', culprits: [], lastRound: 2 })
  })

  test('who agrees with each of two that were asked for different messages: no share leaves', () => {
    const wanted = new Map<PartyId, Uint8Array>()
    const hear = (party: PartyId): Tamper =>
      overhear(party, 2, (body) => wanted.set(party, echoMessage.decode(body).message))
    run(frostSigning(shares, signers, message), { tamper: hear(1) })
    run(frostSigning(shares, signers, other), { tamper: hear(3) })
    expect(wanted.get(1)).not.toEqual(wanted.get(3))
    const lie: SignerLie = {
      echo: (to, { message, nonces }) => ({ message: wanted.get(to) ?? message, nonces }),
    }
    checkAbort(among(lie, [message, other]), {
      code: 'echo-mismatch',
      culprits: [],
      lastRound: 2,
    })
  })

  const earlier = shareSaid(
    LIAR,
    frostSigning(shares, signers, message, { id: new Uint8Array(32).fill(9), seed: 'earlier' }),
  )
  const neighbours = shareSaid(3, frostSigning(shares, signers, message))
  const elsewhere = shareSaid(LIAR, frostSigning(shares, [2, 4, 5], message))
  test.each<[string, SignerLie]>([
    ['sends a share that is off by one', { share: (_, right) => mod(right + 1n, group.order) }],
    ['sends the negative of its share', { share: (_, right) => mod(-right, group.order) }],
    ['sends zero', { share: () => 0n }],
    ["sends another signer's share", { share: neighbours }],
    ['repeats its share of an earlier session', { share: earlier }],
    ['sends its share of another signer set', { share: elsewhere }],
    ['signs another message', { message: other }],
    ['signs with its key share of another epoch', { key: shareOf(anotherEpoch, LIAR) }],
    ["signs with another party's key share", { key: shareOf(shares, 4) }],
    ['signs with other nonces than it told', { nonces: movedHiding }],
  ])('who %s is named', (_, lie) => {
    checkAbort(among(lie), { code: 'bad-share', culprits: [LIAR], lastRound: 3 })
  })

  test('who sends a wrong share to one alone is named there; the other has the signature', () => {
    const { outcomes } = among({ share: toOne((right) => mod(right + 1n, group.order)) })
    expect(outcomes.get(1)).toMatchObject({
      kind: 'abort',
      abort: { code: 'bad-share', culprits: [LIAR] },
    })
    const outcome = outcomes.get(3)
    if (outcome?.kind !== 'result') throw new Error('3 did not sign')
    expect(verifiesFrost(group, key, message, outcome.result)).toBe(true)
  })

  const anyNonces = record('frost-nonces', {
    hiding: fixedBytes(group.pointLength),
    binding: fixedBytes(group.pointLength),
  })
  const anyShare = record('frost-signature-share', { share: fixedBytes(32) })
  const badNonces = Object.entries(badPoints(group)).flatMap(([name, point]) =>
    (['hiding', 'binding'] as const).map((place) =>
      malformed(
        1,
        `${name} as its ${place} nonce`,
        bendBody(LIAR, 1, (body) =>
          anyNonces.encode({ ...anyNonces.decode(body), [place]: point }),
        ),
      ),
    ),
  )
  const rows: readonly Row[] = [
    ...badNonces,
    malformed(
      3,
      'a share that is not below the order',
      bendBody(LIAR, 3, () => anyShare.encode({ share: encodeScalar(group.order) })),
    ),
    ...[1, 2].map(twice),
    ...(group === ed25519 ? [1, 2, 3].flatMap(anyRound) : []),
  ]

  test.each(rows)('who says in round %d %s', (_, __, expected, tamper) => {
    checkAbort(run(frostSigning(shares, signers, message), { tamper }), expected)
  })

  test('replays of an earlier session, and strangers, change nothing', () => {
    const old = run(
      frostSigning(shares, signers, message, { id: new Uint8Array(32).fill(9), seed: 'earlier' }),
    ).delivered
    const strangers = run(frostSigning(shares, [1, 4, 5], message)).delivered
    const noise = [...old, ...strangers]
    const tamper: Tamper = (message) => [...noise.splice(0, 4), message]
    const finished = run(frostSigning(shares, signers, message), { tamper })
    expect(noise).toHaveLength(0)
    checkSigned(finished)
  })

  test('of two signers, who echoes other nonces is named', () => {
    const two = dealShares(group, { parties: [1, 2], threshold: 2, random: seededRandom('two') })
    const [honest] = frostSigning(two, [1, 2], message)
    if (honest === undefined) throw new Error('nobody signs')
    const seat = { session: honest.session, self: LIAR, peers: [1] }
    const lie: SignerLie = { echo: (_, echo) => ({ ...echo, nonces: flipped(echo.nonces) }) }
    const liar = lyingSigner(seat, shareOf(two, LIAR), message, lie)
    expect(run([honest, liar]).outcomes.get(1)).toMatchObject({
      kind: 'abort',
      abort: { code: 'echo-mismatch', culprits: [LIAR] },
    })
  })

  test('signers that mean different signer sets do not meet; who speaks elsewhere is not named', () => {
    const { outcomes } = run([
      ...frostSigning(shares, [1, 2, 3], message).slice(0, 2),
      ...frostSigning(shares, [1, 3, 4], message).slice(1, 2),
    ])
    expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(['abort', 'abort', 'abort'])
    expect(outcomes.get(1)).toMatchObject({ abort: { culprits: [] } })
  })
})
