import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Hex } from '../../payloads/encoding/hex.ts'
import type { NodeStatus } from '../network/network.ts'
import { chooseSigners, planName } from './choose-signers.ts'

const generation = (a: number, b: number): Hex =>
  `0x${Math.min(a, b).toString(16).padStart(16, '0')}${Math.max(a, b).toString(16).padStart(16, '0')}`

const bootOf = (party: number): Hex => `0x${party.toString(16).padStart(32, '0')}`

/** Nodes of which each two share a pair, but for those that are named. */
const nodes = (count: number, unpaired: readonly (readonly [number, number])[] = []) =>
  Array.from({ length: count }, (_, place): NodeStatus => {
    const party = place + 1
    const isPaired = (peer: number): boolean =>
      peer !== party &&
      !unpaired.some(([a, b]) => (a === party && b === peer) || (b === party && a === peer))
    return {
      party,
      nodeSet: 'eip155:1:0x0000000000000000000000000000000000000000',
      epoch: 1,
      threshold: 2,
      bootId: bootOf(party),
      time: 0,
      ready: true,
      problems: [],
      pairs: Array.from({ length: count }, (_, other) => other + 1)
        .filter(isPaired)
        .map((peer) => ({ party: peer, generation: generation(party, peer) })),
      readyKeys: 0,
    }
  })

const none = new Set<string>()
const equally = () => 0

test('takes the cheapest, and names them in order with their boots and pairs', () => {
  const cost = (node: number) => -node
  const plan = chooseSigners({ statuses: nodes(4), threshold: 3, cost, except: none })
  expect(plan).toEqual({
    signers: [2, 3, 4],
    boots: [2, 3, 4].map(bootOf),
    generations: [generation(2, 3), generation(2, 4), generation(3, 4)],
  })
})

test('leaves out a pair that is not, or that the two see differently', () => {
  const statuses = nodes(3, [[1, 2]])
  const choose = (statuses: readonly NodeStatus[]) =>
    chooseSigners({ statuses, threshold: 2, cost: (node) => node, except: none })?.signers
  expect(choose(statuses)).toEqual([1, 3])
  const stale = statuses.map((status) =>
    status.party === 3
      ? { ...status, pairs: status.pairs.map((pair) => ({ ...pair, generation: bootOf(9) })) }
      : status,
  )
  expect(choose(stale)).toBeUndefined()
})

test('takes another set than was tried, and none when all were', () => {
  const except = new Set<string>()
  const seen: string[] = []
  for (;;) {
    const plan = chooseSigners({ statuses: nodes(3), threshold: 2, cost: equally, except })
    if (plan === undefined) break
    seen.push(planName(plan))
    except.add(planName(plan))
  }
  expect(seen.toSorted()).toEqual(['1,2', '1,3', '2,3'])
})

test('finds a set whenever there is one', () => {
  const pair = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 8 }), (unpaired) => {
      const statuses = nodes(6, unpaired)
      const plan = chooseSigners({ statuses, threshold: 4, cost: equally, except: none })
      const fits = subsets(6, 4).some((set) =>
        set.every((a) =>
          set.every((b) => !unpaired.some(([x, y]) => x === a && y === b && a !== b)),
        ),
      )
      expect(plan !== undefined).toBe(fits)
    }),
    { numRuns: 60 },
  )
})

const subsets = (count: number, size: number): number[][] =>
  size === 0
    ? [[]]
    : Array.from({ length: count }, (_, place) => place + 1).flatMap((last) =>
        last < size ? [] : subsets(last - 1, size - 1).map((set) => [...set, last]),
      )

test('gives up on twenty nodes without pairs at once', () => {
  const alone = nodes(20).map((status) => ({ ...status, pairs: [] }))
  expect(
    chooseSigners({ statuses: alone, threshold: 14, cost: equally, except: none }),
  ).toBeUndefined()
})
