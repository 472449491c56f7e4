import type { Hex } from 'viem'
import { expect, test } from 'vitest'
import { owner } from '../../../../test/support/pkps.ts'
import { accountOf } from '../../../../test/support/registry-nodes.ts'
import type { Pkp } from '../../../registry/pkp.ts'
import { tokenIdOf } from '../../../registry/token-id.ts'
import type { KeyRecords } from '../permissions/may-use.ts'
import { MintedKeys } from './minted-keys.ts'

const [first, second, third] = ['first', 'second', 'third'].map(
  (name) => accountOf(name).publicKey,
) as [Hex, Hex, Hex]

const recordOf = (publicKey: Hex): Pkp => ({
  tokenId: tokenIdOf(publicKey),
  publicKey,
  ethAddress: owner,
  owner,
  sessionsValidFrom: 0n,
  permitted: [],
})
const atHead = (key: Hex): KeyRecords => ({ final: undefined, heads: [recordOf(key)] })
const final = (key: Hex): KeyRecords => ({ final: recordOf(key), heads: [recordOf(key)] })
const nowhere: KeyRecords = { final: undefined, heads: [undefined] }

const setUp = (ready: readonly Hex[], chain: ReadonlyMap<Hex, KeyRecords>) => {
  const marked: Hex[] = []
  const read: Hex[] = []
  const held: (readonly [Hex, number])[] = []
  const minted = new MintedKeys(
    {
      readyKeys: () => ready,
      markMinted: (key) => void marked.push(key),
      holdBack: (key, until) => void held.push([key, until]),
    },
    {
      read: async (key) => {
        read.push(key)
        return Promise.resolve(chain.get(key) ?? nowhere)
      },
    },
  )
  return { minted, marked, read, held }
}

test('a key leaves the pool when its mint is final, and once', () => {
  const { minted, marked } = setUp([], new Map())
  expect(minted.note(first, nowhere, 1)).toBe(false)
  expect(minted.note(first, atHead(first), 1)).toBe(true)
  expect(marked).toEqual([])
  expect(minted.note(first, final(first), 1)).toBe(true)
  minted.note(first, final(first), 1)
  expect(marked).toEqual([first])
})

test('looks up what was promised, until its time is over, and what waits in the pool', async () => {
  const chain = new Map([
    [first, final(first)],
    [third, final(third)],
  ])
  const { minted, marked, read } = setUp([third], chain)
  minted.promise(first, 100)
  minted.promise(second, 100)
  await minted.sweep(50)
  expect(marked).toEqual([first, third])
  await minted.sweep(101)
  expect(read.filter((key) => key === second)).toHaveLength(2)
  await minted.sweep(102)
  expect(read.filter((key) => key === second)).toHaveLength(2)
})

test('a key whose mint is not final stays out of the pool for as long as that takes', async () => {
  const chain = new Map([[first, atHead(first)]])
  const { minted, held, read } = setUp([first], chain)
  await minted.sweep(100)
  expect(held).toEqual([[first, 160]])
  await minted.sweep(110)
  await minted.sweep(131)
  expect(held).toEqual([
    [first, 160],
    [first, 191],
  ])
  chain.set(first, nowhere)
  await minted.sweep(192)
  expect(held).toHaveLength(2)
  expect(read).toHaveLength(4)
})
