import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dealShares, shareOf } from '../../../test/support/dealer.ts'
import { frostSigning, verifiesFrost } from '../../../test/support/frost.ts'
import { generation, sharesOf, sharingOf } from '../../../test/support/key-ceremonies.ts'
import { results, run } from '../../../test/support/network.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { overhear } from '../../../test/support/tamper.ts'
import { describeWithVectors } from '../../../test/support/vectors.ts'
import { toHex } from '../encoding/bytes.ts'
import { bls12381G1 } from '../groups/bls12-381.ts'
import { ed25519 } from '../groups/ed25519.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { publicKey } from '../sharing/key-share.ts'
import { nonceMessage, signatureShareMessage } from './messages.ts'
import { signFrost, type FrostSigning } from './sign.ts'
import { pointBytes, readScalar, scalarBytes, suiteOf } from './suite.ts'

const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
const message = new TextEncoder().encode('a message')
const groups = [ed25519, secp256k1] as const

type Rfc9591 = {
  readonly config: { readonly MAX_PARTICIPANTS: string; readonly MIN_PARTICIPANTS: string }
  readonly inputs: {
    readonly participant_list: readonly number[]
    readonly group_secret_key: string
    readonly verifying_key_key: string
    readonly message: string
    readonly share_polynomial_coefficients: readonly string[]
    readonly participant_shares: readonly {
      readonly identifier: number
      readonly participant_share: string
    }[]
  }
  readonly round_one_outputs: {
    readonly outputs: readonly {
      readonly identifier: number
      readonly hiding_nonce_randomness: string
      readonly binding_nonce_randomness: string
      readonly hiding_nonce_commitment: string
      readonly binding_nonce_commitment: string
    }[]
  }
  readonly round_two_outputs: {
    readonly outputs: readonly { readonly identifier: number; readonly sig_share: string }[]
  }
  readonly final_output: { readonly sig: string }
}

describe.each(groups)('FROST over $name as RFC 9591 has it', (group) => {
  describeWithVectors(`frost/frost-${group.name}.json`, (data: Rfc9591) => {
    const suite = suiteOf(group)
    const { inputs, config } = data
    const scalar = (text: string): bigint => readScalar(suite, fromHex(text))
    const polynomial = [inputs.group_secret_key, ...inputs.share_polynomial_coefficients].map(
      scalar,
    )
    const sharing = {
      group,
      epoch: 1,
      threshold: Number(config.MIN_PARTICIPANTS),
      parties: inputs.participant_shares.map(({ identifier }) => identifier),
      commitments: polynomial.map((coefficient) => group.base.multiply(coefficient)),
    }
    const secrets = new Map(
      inputs.participant_shares.map(({ identifier, participant_share }) => [
        identifier,
        fromHex(participant_share),
      ]),
    )

    test('makes the signature, by way of the nonces and shares that the RFC gives', () => {
      const said = new Map<string, string>()
      const ceremonies = data.round_one_outputs.outputs.map((output) => {
        const draws = [output.hiding_nonce_randomness, output.binding_nonce_randomness]
        const secret = secrets.get(output.identifier)
        if (secret === undefined) throw new Error('no share')
        const bigEndian = group.name === 'ed25519' ? secret.toReversed() : secret
        return signFrost({
          id: new Uint8Array(32),
          share: { sharing, self: output.identifier, secret: bigEndian },
          signers: inputs.participant_list,
          message: fromHex(inputs.message),
          random: () => fromHex(draws.shift() ?? ''),
        })
      })
      const tampers = inputs.participant_list.flatMap((party) => [
        overhear(party, 1, (body) => {
          const { hiding, binding } = nonceMessage(group).decode(body)
          said.set(`${party} hiding`, toHex(pointBytes(hiding)))
          said.set(`${party} binding`, toHex(pointBytes(binding)))
        }),
        overhear(party, 3, (body) => {
          const { share } = signatureShareMessage(group).decode(body)
          said.set(`${party} share`, toHex(scalarBytes(suite, share)))
        }),
      ])
      const finished = run(ceremonies, {
        tamper(message) {
          for (const hear of tampers) hear(message)
          return [message]
        },
      })

      const expected = new Map([
        ...data.round_one_outputs.outputs.flatMap((output) => [
          [`${output.identifier} hiding`, output.hiding_nonce_commitment] as const,
          [`${output.identifier} binding`, output.binding_nonce_commitment] as const,
        ]),
        ...data.round_two_outputs.outputs.map(
          ({ identifier, sig_share }) => [`${identifier} share`, sig_share] as const,
        ),
      ])
      expect(Object.fromEntries(said)).toEqual(Object.fromEntries(expected))
      for (const signature of results(finished).values()) {
        expect(toHex(signature)).toBe(data.final_output.sig)
      }
      expect(toHex(pointBytes(publicKey(sharing)))).toBe(inputs.verifying_key_key)
    })
  })
})

describe.each(groups)('signFrost over $name', (group) => {
  const random = seededRandom('sign frost')
  const shares = dealShares(group, { parties: [1, 2, 3, 4, 5], threshold: 3, random })
  const key = publicKey(shareOf(shares, 1).sharing)

  test('any threshold of parties signs, in any order of delivery, with repetitions', () => {
    const cases = fc.record({
      signers: fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 3, maxLength: 3 }),
      picks: fc.infiniteStream(fc.nat()),
      message: fc.uint8Array({ maxLength: 100 }),
      seed: fc.integer(),
    })
    fc.assert(
      fc.property(cases, ({ signers, picks, message, seed }) => {
        const finished = run(frostSigning(shares, signers, message, { seed }), {
          tamper: (message) => [message, message],
          pick: (queued) => (picks.next().value ?? 0) % queued,
        })
        const signatures = [...results(finished).values()]
        expect(new Set(signatures.map(toHex)).size).toBe(1)
        for (const signature of signatures) {
          expect(verifiesFrost(group, key, message, signature)).toBe(true)
        }
      }),
      { numRuns: 5 },
    )
  })

  test('signs for parties with large numbers, all of them needed', () => {
    const parties = [7, 300, 65_535]
    const few = dealShares(group, { parties, threshold: 3, random })
    const signatures = results(run(frostSigning(few, parties, message)))
    const [signature] = signatures.values()
    if (signature === undefined) throw new Error('no signature')
    const { sharing } = shareOf(few, 7)
    expect(verifiesFrost(group, publicKey(sharing), message, signature)).toBe(true)
  })

  test('signs with a key that was made as all keys are', () => {
    const next = { parties: [1, 2, 3], threshold: 2, epoch: 0 }
    const made = sharesOf(results(run(generation(group, next))))
    const signatures = results(run(frostSigning(made, [3, 1], message)))
    for (const signature of signatures.values()) {
      expect(verifiesFrost(group, publicKey(sharingOf(made)), message, signature)).toBe(true)
    }
    expect(signatures.size).toBe(2)
  })

  test('leaves nothing of what it drew', () => {
    const drawn: Uint8Array[] = []
    const remembering = (length: number): Uint8Array => {
      const bytes = random(length)
      drawn.push(bytes)
      return bytes
    }
    const signers = [1, 2, 3]
    const others = frostSigning(shares, signers, message).slice(1)
    const id = new Uint8Array(32).fill(7)
    const share = shareOf(shares, 1)
    results(run([signFrost({ id, share, signers, message, random: remembering }), ...others]))
    expect(drawn).toHaveLength(2)
    for (const bytes of drawn) expect(bytes.every((byte) => byte === 0)).toBe(true)
    expect(share.secret.some((byte) => byte !== 0)).toBe(true)
  })

  const right: FrostSigning = {
    id: new Uint8Array(32),
    share: shareOf(shares, 2),
    signers: [1, 2, 3],
    message,
    random,
  }
  const { share } = right

  test('starts where nothing is wrong', () => {
    expect(signFrost(right).start().messages).toHaveLength(2)
  })

  test.each<[string, Partial<FrostSigning>]>([
    ['fewer signers than the threshold', { signers: [1, 2] }],
    ['more signers than the threshold', { signers: [1, 2, 3, 4] }],
    ['a signer twice', { signers: [1, 2, 2] }],
    ['a signer who holds no share', { signers: [1, 2, 9] }],
    ['signers without ourselves', { signers: [1, 3, 4] }],
    ['an id of another length', { id: new Uint8Array(31) }],
    ['the share of another party', { share: { ...share, secret: shareOf(shares, 3).secret } }],
    ['a share of zero', { share: { ...share, secret: new Uint8Array(32) } }],
    [
      'a sharing that lacks a commitment',
      { share: { ...share, sharing: { ...share.sharing, commitments: [key] } } },
    ],
  ])('refuses %s before anything is sent', (_, change) => {
    expect(() => signFrost({ ...right, ...change })).toThrow(
      expect.objectContaining({ name: 'UsageError', code: 'bad-parameters' }),
    )
  })
})

test('signFrost refuses a group that FROST is not defined for here', () => {
  const random = seededRandom('no suite')
  const shares = dealShares(bls12381G1, { parties: [1, 2], threshold: 2, random })
  const share = shareOf(shares, 1)
  expect(() =>
    signFrost({ id: new Uint8Array(32), share, signers: [1, 2], message, random }),
  ).toThrow(expect.objectContaining({ name: 'UsageError', code: 'bad-parameters' }))
})
