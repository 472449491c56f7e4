import { listed } from '../listed.ts'
import { ring } from '../ring.ts'

const nodesNamed = (nodes: readonly number[]): string =>
  `${nodes.length === 1 ? 'node' : 'nodes'} ${listed(nodes)}`

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** What the nodes do for a signature. */
export const nodes = {
  asked: 'Waking the nodes…',
  ready: (lit: number, threshold: number) =>
    lit >= threshold
      ? `${lit} nodes are ready to sign`
      : `${lit} of ${threshold} nodes needed are ready`,
  idle: (threshold: number, all: number) => `${threshold} of ${all} nodes sign together`,
  signing: (lit: number, threshold: number) =>
    lit === 0 ? 'Asking the nodes to sign' : `${lit} of ${threshold} shares are here`,
  signed: (ms: number, nodes: readonly number[]) =>
    nodes.length === 0
      ? `Signed in ${ring.ms(ms)}`
      : `Signed in ${ring.ms(ms)} by ${nodesNamed(nodes)}`,
  sending: 'Sending it to the network',
  slow: (nodes: readonly number[]) =>
    sentence(`${nodesNamed(nodes)} ${nodes.length === 1 ? 'is' : 'are'} slow.`),
  failed: (nodes: readonly number[]) =>
    sentence(`${nodesNamed(nodes)} ${nodes.length === 1 ? 'does' : 'do'} not answer.`),
  others: 'Others step in.',
  lied: (nodes: readonly number[]) =>
    sentence(`${nodesNamed(nodes)} gave a wrong answer. It was noticed and is not used.`),
  one: (node: number) => `Node ${node}`,
} as const
