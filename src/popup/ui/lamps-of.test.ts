import { expect, test } from 'vitest'
import { nodeSet } from '../preview/sample-view.ts'
import { everyLamp, lampsOf } from './lamps-of.ts'

const [first, ...others] = nodeSet.nodes
const oneSilent = { ...nodeSet, nodes: [{ ...first!, state: 'silent' as const }, ...others] }
const states = (set: typeof nodeSet): readonly string[] => lampsOf(set).map(({ state }) => state)

test('a lamp lights for each node that answers', () => {
  expect(states(nodeSet)).toEqual(['ready', 'ready', 'ready'])
  expect(states(oneSilent)).toEqual(['failed', 'ready', 'ready'])
})

test('nodes that answer do not light up a set that cannot be used for another reason', () => {
  const broken = (code: 'replaced' | 'below-threshold') =>
    states({ ...oneSilent, state: 'broken', problem: { code, detail: '' } })
  expect(broken('replaced')).toEqual(['failed', 'idle', 'idle'])
  expect(broken('below-threshold')).toEqual(['failed', 'ready', 'ready'])
})

test('what is under way is told of those that were asked, and the others stand beside them', () => {
  expect(everyLamp(nodeSet, [{ node: 2, state: 'signed', ms: 12 }])).toEqual([
    { node: 1, state: 'idle', ms: 0 },
    { node: 2, state: 'signed', ms: 12 },
    { node: 3, state: 'idle', ms: 0 },
  ])
})
