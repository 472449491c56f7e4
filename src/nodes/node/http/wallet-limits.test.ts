import { describe, expect, test } from 'vitest'
import { protocolError } from '../../../../test/support/protocol-errors.ts'
import { WalletLimits } from './wallet-limits.ts'
import { walletOptions } from './wallet-options.ts'

const rate = (burst: number) => ({ perSecond: 1, burst })

const limits = (changes: object) => new WalletLimits(walletOptions.parse(changes))

const limited = protocolError('rate-limited')

test('an address has so many requests, and then waits', () => {
  const door = limits({ perAddress: rate(2) })
  door.request('a', 0)
  door.request('a', 0)
  expect(() => door.request('a', 0)).toThrow(limited)
  expect(() => door.request('b', 0)).not.toThrow()
  expect(() => door.request('a', 1000)).not.toThrow()
})

describe('a session', () => {
  test('has so many requests from each address', () => {
    const door = limits({ perSession: rate(2) })
    door.session('a', 'session', 0)
    door.session('a', 'session', 0)
    expect(() => door.session('a', 'session', 0)).toThrow(limited)
    expect(() => door.session('a', 'another', 0)).not.toThrow()
    // Whoever copied a certificate uses up nothing of its owner's.
    expect(() => door.session('b', 'session', 0)).not.toThrow()
  })

  test('that was never seen to hold is judged as a proof, and no more once it was', () => {
    const door = limits({ signIns: rate(2) })
    door.session('a', 'known', 0)
    door.knowSession('known')
    door.session('a', 'made up', 0)
    expect(() => door.session('a', 'made up too', 0)).toThrow(limited)
    expect(() => door.session('a', 'known', 0)).not.toThrow()
    expect(() => door.proof('a', 0)).toThrow(limited)
    expect(() => door.proof('b', 0)).not.toThrow()
  })
})

test('so many are worked on at one time, and a place that is left is free', () => {
  const door = limits({ inFlight: 2 })
  const leave = door.enter()
  door.enter()
  expect(() => door.enter()).toThrow(protocolError('busy'))
  leave()
  expect(() => door.enter()).not.toThrow()
})
