import { expect, test } from 'vitest'
import { ceremonyNet, type CeremonyNet } from '../../../../test/support/ceremony-nodes.ts'
import { eventually } from '../../../../test/support/eventually.ts'
import type { ErrorCode } from '../../../protocol/error-code.ts'
import type { Message } from '../../../threshold/ceremony/message.ts'
import { fixedBytes } from '../../../threshold/encoding/codec.ts'
import { record } from '../../../threshold/encoding/record.ts'

const refusal = (code: ErrorCode): Error =>
  expect.objectContaining({ name: 'ProtocolError', code }) as Error

const generation = (net: CeremonyNet, party: number, peer: number): Uint8Array | undefined =>
  net.node(party).pairs.live.get(peer)?.id

const expectPaired = async (net: CeremonyNet, a: number, b: number): Promise<Uint8Array> => {
  await eventually(
    `${a} and ${b} are a pair`,
    () => generation(net, a, b) !== undefined && generation(net, b, a) !== undefined,
  )
  expect(generation(net, a, b)).toEqual(generation(net, b, a))
  return generation(net, a, b) ?? new Uint8Array()
}

test('every two set up what they need, and only once', async () => {
  const net = ceremonyNet([1, 2, 3])
  const before = [
    await expectPaired(net, 1, 2),
    await expectPaired(net, 1, 3),
    await expectPaired(net, 2, 3),
  ]
  for (const party of [1, 2, 3]) net.node(party).pairs.look()
  expect([generation(net, 1, 2), generation(net, 1, 3), generation(net, 2, 3)]).toEqual(before)
})

test('after a restart of either there is another generation, and the old one is dropped', async () => {
  const net = ceremonyNet([1, 2])
  let last = await expectPaired(net, 1, 2)
  for (const party of [2, 1]) {
    const other = net.node(3 - party).pairs.live.get(party)
    net.restart(party)
    expect(other?.dropped).toBe(true)
    const next = await expectPaired(net, 1, 2)
    expect(next).not.toEqual(last)
    last = next
  }
})

test.each([
  ['the lower', 1],
  ['the higher', 2],
])('what %s of two has lost, both set up anew', async (_, party) => {
  const net = ceremonyNet([1, 2])
  const before = await expectPaired(net, 1, 2)
  net
    .node(party)
    .pairs.live.get(3 - party)
    ?.drop()
  net.node(party).pairs.look()
  await eventually('another generation', async () => {
    const one = generation(net, 1, 2)
    return one !== undefined && Buffer.compare(one, before) !== 0
  })
  await expectPaired(net, 1, 2)
})

test('a set-up that fails is tried again, but not without end', async () => {
  const net = ceremonyNet([1, 2])
  await expectPaired(net, 1, 2)
  let broken = 0
  net.onMessage = ({ bytes, ...rest }) => {
    broken++
    const changed = bytes.slice()
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    return [{ ...rest, bytes: changed }]
  }
  net.node(1).pairs.live.get(2)?.drop()
  const failures = () => net.node(1).ends.filter(({ outcome }) => outcome !== 'done').length
  for (let tries = 0; tries < 20; tries++) {
    net.node(1).pairs.look()
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
  }
  await eventually('it has failed', () => failures() > 0)
  expect(broken).toBeGreaterThan(0)
  // One of the six a minute was used by the set-up that worked.
  expect(failures()).toBeLessThanOrEqual(5)
  expect(generation(net, 1, 2)).toBeUndefined()
})

test('a peer that cannot be reached does not keep the others waiting', async () => {
  const net = ceremonyNet([1, 2, 3])
  net.away.add(2)
  await expectPaired(net, 1, 3)
})

test('sets up with two at once, and with one that stays silent only until there are others', async () => {
  const net = ceremonyNet([1, 2, 3, 4, 5])
  let most = 0
  net.onMessage = (message) => {
    most = Math.max(most, net.node(1).runner.running('pair'))
    return message.to === 2 || message.from === 2 ? [] : [message]
  }
  for (const peer of [3, 4, 5]) await expectPaired(net, 1, peer)
  expect(most).toBe(2)
  expect(net.node(1).runner.running('pair')).toBe(1)
})

const proposal = record('pair-proposal', {
  id: fixedBytes(32),
  low: fixedBytes(16),
  high: fixedBytes(16),
})

test('a proposal counts for these runs of both, from the lower one, and once', async () => {
  const net = ceremonyNet([1, 2, 3])
  await expectPaired(net, 1, 2)
  const two = net.node(2)
  const id = new Uint8Array(32).fill(7)
  const good = { id, low: net.node(1).bootId, high: two.bootId }
  const propose = (from: number, change: Partial<typeof good>) => () =>
    two.pairs.handleProposal(from, proposal.encode({ ...good, ...change }))
  const old = new Uint8Array(16)
  expect(propose(1, { low: old })).toThrow(refusal('stale-header'))
  expect(propose(1, { high: old })).toThrow(refusal('stale-header'))
  expect(propose(3, { low: net.node(3).bootId })).toThrow(refusal('bad-request'))
  expect(() => two.pairs.handleProposal(1, Uint8Array.of(1))).toThrow('4 bytes wanted')
  propose(1, {})()
  expect(propose(1, {})).toThrow(refusal('replayed'))
})

test('a word of loss about something else changes nothing', async () => {
  const net = ceremonyNet([1, 2])
  const before = await expectPaired(net, 1, 2)
  const lost = record('pair-lost', { id: fixedBytes(32) })
  net.node(1).pairs.handleLost(2, lost.encode({ id: new Uint8Array(32) }))
  expect(generation(net, 1, 2)).toEqual(before)
})

/** The last of three messages that each sends to the other in a set-up. */
const CONFIRMATION = 3

/** Two of whom the higher has seen the set-up fail; what it said last is in the test's hand. */
const failedForTheHigher = async () => {
  const net = ceremonyNet([1, 2], { pairs: false })
  const sent: Record<number, Message[]> = { 1: [], 2: [] }
  net.onMessage = (message) => {
    const all = sent[message.from] ?? []
    all.push(message)
    return all.length < CONFIRMATION ? [message] : []
  }
  net.node(2).pairs.greeted(1, net.node(1).bootId)
  net.node(1).pairs.greeted(2, net.node(2).bootId)
  const last = (party: number): Message | undefined => sent[party]?.[CONFIRMATION - 1]
  await eventually('both have said all', () => last(1) !== undefined && last(2) !== undefined)
  const bytes = last(1)?.bytes.slice() ?? new Uint8Array()
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  net.node(2).runner.deliver(1, bytes)
  await eventually('the higher has given up', () => net.node(2).ends.length > 0)
  net.onMessage = (message) => [message]
  return { net, saidByHigher: last(2)?.bytes ?? new Uint8Array() }
}

test('what only the lower one could finish is set up anew', async () => {
  const { net, saidByHigher } = await failedForTheHigher()
  net.node(1).runner.deliver(2, saidByHigher)
  await eventually('the lower has finished', () => generation(net, 1, 2) !== undefined)
  expect(generation(net, 2, 1)).toBeUndefined()
  net.node(2).pairs.look()
  await expectPaired(net, 1, 2)
})

test('what the lower one finishes after the word of loss is not kept', async () => {
  const { net, saidByHigher } = await failedForTheHigher()
  net.node(2).pairs.look()
  await new Promise((resolve) => {
    setTimeout(resolve, 20)
  })
  net.node(1).runner.deliver(2, saidByHigher)
  await expectPaired(net, 1, 2)
})
