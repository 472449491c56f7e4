import { describe, expect, test } from 'vitest'
import { run, type Tamper } from '../../../test/support/network.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { dealSigners, presignAt, propose, signerOf } from '../../../test/support/signers.ts'
import { envelope, NOTICE_STEP } from '../ceremony/message.ts'
import { encodeScalar, invert, mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { zeroShare } from '../pairs/zero-sharing.ts'
import { native } from '../primitives/native.ts'
import type { Primitives, Randomness } from '../primitives/primitives.ts'
import { lagrangeAtZero } from '../sharing/lagrange.ts'
import { headerHash } from './header.ts'

const { order } = secp256k1
const CHOICES_LENGTH = 80

/** A presign of two, and the transfer choices that it keeps while it runs. */
const watched = (seed: string) => {
  const random = seededRandom(seed)
  const set = dealSigners({ parties: [1, 2], threshold: 2, random })
  const header = propose(set, [1, 2], random)
  const choices: Uint8Array[] = []
  const watching: Randomness = (length) => {
    const bytes = random(length)
    if (length === CHOICES_LENGTH) choices.push(bytes)
    return bytes
  }
  const at = (party: number, primitives: Primitives = native) =>
    presignAt(set, party, header, watching, primitives)
  return { set, choices, at }
}

const areWiped = (choices: readonly Uint8Array[]): boolean =>
  choices.every((bytes) => bytes.every((byte) => byte === 0))

describe('a presign', () => {
  test('keeps its choices while it runs', () => {
    const { choices, at } = watched('runs')
    at(1).start()
    expect(choices).toHaveLength(1)
    expect(areWiped(choices)).toBe(false)
  })

  const endings: Readonly<Record<string, Tamper>> = {
    'a presignature': (message) => [message],
    silence: () => [],
    nonsense: (message) => [{ ...message, bytes: message.bytes.subarray(1) }],
  }

  test.each(Object.entries(endings))(
    'overwrites its choices when it ends in %s',
    (name, tamper) => {
      const { choices, at } = watched(name)
      const { outcomes } = run([at(1), at(2)], { tamper })
      expect(outcomes.get(1)?.kind).toBe(name === 'a presignature' ? 'result' : 'abort')
      expect(choices).toHaveLength(2)
      expect(areWiped(choices)).toBe(true)
    },
  )

  test('overwrites its choices when it is called off', () => {
    const { choices, at } = watched('called off')
    const ceremony = at(1)
    ceremony.start()
    ceremony.cancel('no longer wanted')
    expect(areWiped(choices)).toBe(true)
  })

  test('draws nothing for a pair that was lost before it began', () => {
    const { set, choices, at } = watched('lost')
    const ceremony = at(1)
    signerOf(set, 1).generations.get(2)?.drop()
    expect(ceremony.start().outcome).toMatchObject({ abort: { code: 'pair-dropped' } })
    expect(choices).toEqual([])
  })

  test('ends before it says anything when the shares of key and zero cancel each other', () => {
    const random = seededRandom('cancelled')
    const set = dealSigners({ parties: [1, 2], threshold: 2, random })
    const header = propose(set, [1, 2], random)
    const { share, ...rest } = signerOf(set, 1)
    const pairs = [...rest.generations.values()]
    const zero = zeroShare(pairs, headerHash(header), order)
    const weight = lagrangeAtZero([1, 2], order).get(1) ?? 0n
    const secret = encodeScalar(mod(-zero * invert(weight, order), order))
    const cancelling = new Map([...set, [1, { ...rest, share: { ...share, secret } }]])
    const { outcome, messages } = presignAt(cancelling, 1, header, random).start()
    expect(outcome).toMatchObject({ abort: { code: 'degenerate', culprits: [] } })
    expect(messages.every(({ bytes }) => envelope.decode(bytes).step === NOTICE_STEP)).toBe(true)
  })
})
