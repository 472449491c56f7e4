import { pino } from 'pino'
import { Pairs } from '../../src/nodes/node/ceremonies/pairs.ts'
import { Runner, type CeremonyEnd } from '../../src/nodes/node/ceremonies/runner.ts'
import { Turns } from '../../src/nodes/node/ceremonies/turns.ts'
import type { PeerTopic } from '../../src/nodes/node/peers/wire.ts'
import type { Message } from '../../src/threshold/ceremony/message.ts'
import { native } from '../../src/threshold/primitives/native.ts'
import { systemRandom } from './randomness.ts'

const log = pino({ level: 'silent' })

/** What a node needs to run ceremonies with others in the same process, without sockets. */
export type CeremonyNode = {
  readonly party: number
  readonly bootId: Uint8Array
  readonly runner: Runner
  readonly pairs: Pairs
  readonly ends: CeremonyEnd[]
}

export type CeremonyNet = {
  readonly node: (party: number) => CeremonyNode
  /** In the place of a node that ran before, and is gone. */
  readonly restart: (party: number) => CeremonyNode
  /** What becomes of a message; it is delivered as it is unless a test says otherwise. */
  onMessage: (message: Message) => readonly Message[]
  /** Those who cannot be reached. */
  readonly away: Set<number>
}

/** With `pairs`, every two set up at once what they need for presignatures. */
export const ceremonyNet = (
  parties: readonly number[],
  options: { readonly pairs: boolean } = { pairs: true },
): CeremonyNet => {
  const nodes = new Map<number, CeremonyNode>()
  const nodeOf = (party: number): CeremonyNode => {
    const found = nodes.get(party)
    if (found === undefined || net.away.has(party)) throw new Error(`${party} cannot be reached`)
    return found
  }
  const request =
    (from: number) =>
    async (to: number, topic: PeerTopic, body: Uint8Array): Promise<unknown> => {
      await new Promise((resolve) => setImmediate(resolve))
      const { pairs } = nodeOf(to)
      if (topic === 'pair') pairs.handleProposal(from, body)
      else if (topic === 'pair-lost') pairs.handleLost(from, body)
      return undefined
    }
  const create = (party: number): CeremonyNode => {
    const ends: CeremonyEnd[] = []
    const bootId = systemRandom(16)
    const runner = new Runner({
      self: party,
      turns: new Turns(),
      send: async (message) => {
        await new Promise((resolve) => setImmediate(resolve))
        for (const one of net.onMessage(message)) nodeOf(one.to).runner.deliver(one.from, one.bytes)
      },
      onEnd: (end) => ends.push(end),
      log,
    })
    const pairs = new Pairs({
      self: party,
      bootId,
      runner,
      connected: () =>
        new Set([...nodes.keys()].filter((one) => one !== party && !net.away.has(one))),
      request: request(party),
      primitives: native,
      random: systemRandom,
      log,
    })
    const node = { party, bootId, runner, pairs, ends }
    nodes.set(party, node)
    return node
  }
  /** As the hello on a connection does. */
  const greet = (node: CeremonyNode): void => {
    for (const other of nodes.values()) {
      if (other === node) continue
      other.pairs.greeted(node.party, node.bootId)
      node.pairs.greeted(other.party, other.bootId)
    }
  }
  const net: CeremonyNet = {
    node: nodeOf,
    restart: (party) => {
      const node = create(party)
      greet(node)
      return node
    },
    onMessage: (message) => [message],
    away: new Set(),
  }
  for (const party of parties) create(party)
  if (options.pairs) for (const node of nodes.values()) greet(node)
  return net
}
