import { afterEach, describe, expect, test, vi } from 'vitest'
import { usageError } from '../../../test/support/errors.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import {
  dealSigners,
  presignAll,
  presignatureOf,
  propose,
  signerOf,
  type SignerSet,
} from '../../../test/support/signers.ts'
import { concat } from '../encoding/bytes.ts'
import { encodeScalar } from '../groups/scalar.ts'
import type { Presignature, PresignSecrets } from './presignature.ts'

const random = seededRandom('presignature')
const set = dealSigners({ parties: [1, 2], threshold: 2, random })
const make = (signers: SignerSet = set): Presignature => {
  const header = propose(signers, [1, 2], random)
  return presignatureOf(presignAll(signers, header, random), 1)
}

const here = new Uint8Array(32).fill(1)
const elsewhere = new Uint8Array(32).fill(2)
const answer = (): Uint8Array => Uint8Array.of(1, 2, 3)
const never = (): Uint8Array => {
  throw new Error('asked for a second answer')
}

/** What is overwritten with zeros from here on, as it was before. */
const watchWiping = (): Uint8Array[] => {
  const wiped: Uint8Array[] = []
  const { fill } = Uint8Array.prototype
  vi.spyOn(Uint8Array.prototype, 'fill').mockImplementation(function (
    this: Uint8Array<ArrayBuffer>,
    value: number,
  ) {
    if (value === 0) wiped.push(this.slice())
    return fill.call(this, value)
  })
  return wiped
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('a presignature', () => {
  test('is fresh, and cannot be opened before it has answered', () => {
    const presignature = make()
    expect(presignature.state).toBe('fresh')
    expect(() => presignature.open()).toThrow(usageError('wrong-phase'))
    expect(presignature.answerTo(here)).toBeUndefined()
    expect(presignature.state).toBe('fresh')
  })

  test('answers its first binding, again and again with the same bytes', () => {
    const presignature = make()
    expect(presignature.bind(here, answer)).toEqual(answer())
    expect(presignature.bind(here.slice(), never)).toEqual(answer())
    expect(presignature.answerTo(here)).toEqual(answer())
    expect(presignature.state).toBe('bound')
  })

  test('answers no other', () => {
    const presignature = make()
    presignature.bind(here, answer)
    expect(() => presignature.bind(elsewhere, answer)).toThrow(usageError('conflict'))
    expect(presignature.answerTo(elsewhere)).toBeUndefined()
    expect(presignature.bind(here, never)).toEqual(answer())
  })

  test('keeps its own copy of what it is bound to', () => {
    const presignature = make()
    const binding = here.slice()
    presignature.bind(binding, answer).fill(0)
    binding.set(elsewhere)
    expect(() => presignature.bind(elsewhere, answer)).toThrow(usageError('conflict'))
    expect(presignature.bind(here, never)).toEqual(answer())
  })

  test('is bound before it answers, so that no answer can ask for another', () => {
    const presignature = make()
    presignature.bind(here, () => {
      expect(presignature.state).toBe('bound')
      expect(() => presignature.bind(elsewhere, answer)).toThrow(usageError('conflict'))
      expect(() => presignature.bind(here, answer)).toThrow(usageError('wrong-phase'))
      return answer()
    })
    expect(presignature.bind(here, never)).toEqual(answer())
  })

  test('stays bound when its answer could not be made', () => {
    const presignature = make()
    expect(() => presignature.bind(here, never)).toThrow('asked for a second answer')
    expect(presignature.state).toBe('bound')
    expect(() => presignature.bind(elsewhere, answer)).toThrow(usageError('conflict'))
    expect(() => presignature.bind(here, answer)).toThrow(usageError('wrong-phase'))
  })

  test('opens once, after it has answered, and goes on answering the same', () => {
    const presignature = make()
    let secrets: PresignSecrets | undefined
    presignature.bind(here, (given) => {
      secrets = given
      return answer()
    })
    expect(presignature.open()).toBe(secrets?.phi)
    expect(presignature.state).toBe('opened')
    expect(() => presignature.open()).toThrow(usageError('wrong-phase'))
    expect(presignature.bind(here, never)).toEqual(answer())
    expect(() => presignature.bind(elsewhere, answer)).toThrow(usageError('conflict'))
  })

  test('does nothing any more once burned', () => {
    for (const before of [() => {}, (one: Presignature) => one.bind(here, answer)]) {
      const presignature = make()
      before(presignature)
      presignature.burn()
      expect(presignature.state).toBe('burned')
      expect(() => presignature.bind(here, answer)).toThrow(usageError('wrong-phase'))
      expect(() => presignature.open()).toThrow(usageError('wrong-phase'))
      expect(presignature.answerTo(here)).toBeUndefined()
    }
  })

  test('is burned with its pair while it is fresh, and not after', () => {
    const set = dealSigners({ parties: [1, 2], threshold: 2, random })
    const unused = make(set)
    const used = make(set)
    used.bind(here, answer)
    signerOf(set, 1).generations.get(2)?.drop()
    expect(unused.state).toBe('burned')
    expect(() => unused.bind(here, answer)).toThrow(usageError('wrong-phase'))
    expect(used.state).toBe('bound')
    expect(used.bind(here, never)).toEqual(answer())
  })

  test('overwrites what it needs no more: u and v once it has answered, then phi', () => {
    const presignature = make()
    let packed: Uint8Array[] = []
    const wiped = watchWiping()
    presignature.bind(here, ({ phi, u, v }) => {
      packed = [phi, u, v].map(encodeScalar)
      return answer()
    })
    const [phi = here, u = here, v = here] = packed
    expect(wiped).toContainEqual(concat(u, v))
    presignature.open()
    expect(wiped).toContainEqual(concat(phi, new Uint8Array(64)))
  })

  test('overwrites everything when it is burned, or could not answer', () => {
    const burned = make()
    const wiped = watchWiping()
    burned.burn()
    expect(wiped.find(({ length }) => length === 96)?.some((byte) => byte !== 0)).toBe(true)
    const failed = make()
    wiped.length = 0
    expect(() => failed.bind(here, never)).toThrow('asked for a second answer')
    expect(wiped.find(({ length }) => length === 64)?.some((byte) => byte !== 0)).toBe(true)
  })
})
