import { describe, expect, test } from 'vitest'
import { Abort, type PartyId } from '../errors.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { contextOf, type Context } from './context.ts'
import type { Opening } from './messages.ts'
import { checkEcho, echoOf, pledgeOf } from './pledge.ts'

const contextAt = (self: PartyId, parties: readonly PartyId[], id = 1): Context =>
  contextOf(
    {
      id: new Uint8Array(32).fill(id),
      group: secp256k1,
      next: { parties, threshold: 2, epoch: 0 },
    },
    self,
  )

const opening: Opening = {
  commitments: [secp256k1.base, secp256k1.base.add(secp256k1.base)],
  salt: new Uint8Array(32),
}

describe('a pledge', () => {
  const context = contextAt(1, [1, 2, 3])
  const pledge = pledgeOf(context, 1, opening)

  test('is the same for the same opening, whoever checks it', () => {
    expect(pledgeOf(contextAt(2, [1, 2, 3]), 1, opening)).toEqual(pledge)
  })

  test.each<[string, Uint8Array]>([
    ['dealer', pledgeOf(context, 2, opening)],
    ['session', pledgeOf(contextAt(1, [1, 2, 3], 2), 1, opening)],
    ['salt', pledgeOf(context, 1, { ...opening, salt: new Uint8Array(32).fill(1) })],
    [
      'coefficient',
      pledgeOf(context, 1, { ...opening, commitments: [secp256k1.base, secp256k1.base] }),
    ],
  ])('is another for another %s', (_, other) => {
    expect(other).not.toEqual(pledge)
  })
})

describe('an echo', () => {
  const heard = (first: number, second: number) =>
    new Map([
      [1, new Uint8Array(32).fill(first)],
      [2, new Uint8Array(32).fill(second)],
    ])
  const echo = echoOf(contextAt(1, [1, 2]), heard(5, 6))

  const culpritsOf = (context: Context, sender: PartyId): readonly PartyId[] => {
    try {
      checkEcho(context, sender, echo, echoOf(context, heard(5, 7)))
    } catch (error) {
      if (error instanceof Abort && error.code === 'echo-mismatch') return error.culprits
      throw error
    }
    throw new Error('the echo was accepted')
  }

  test('is accepted from who heard the same', () => {
    const same = echoOf(contextAt(2, [1, 2]), heard(5, 6))
    expect(() => checkEcho(contextAt(1, [1, 2]), 2, echo, same)).not.toThrow()
  })

  test('is another when pledges change places', () => {
    expect(echoOf(contextAt(1, [1, 2]), heard(6, 5))).not.toEqual(echo)
  })

  test('that differs names the only other dealer', () => {
    expect(culpritsOf(contextAt(1, [1, 2]), 2)).toEqual([2])
  })

  test('that differs names nobody where a third may have dealt in two ways', () => {
    expect(culpritsOf(contextAt(1, [1, 2, 3]), 2)).toEqual([])
  })
})
