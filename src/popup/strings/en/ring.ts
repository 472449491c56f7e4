import type { Lamp } from '../../../messages/popup/node-set-view.ts'

const states: Record<Lamp['state'], string> = {
  idle: 'not asked',
  asked: 'asked',
  ready: 'ready',
  signed: 'gave its share',
  slow: 'slow',
  failed: 'does not answer',
  lied: 'gave a wrong answer',
}

const count = (lamps: readonly Lamp[], ...wanted: readonly Lamp['state'][]): number =>
  lamps.filter(({ state }) => wanted.includes(state)).length

const described = (lamps: readonly Lamp[], threshold: number): string => {
  const signed = count(lamps, 'signed')
  const parts = [
    `${lamps.length} nodes, ${threshold} needed`,
    signed > 0 ? `${signed} gave their share` : `${count(lamps, 'ready')} ready`,
    ...lamps
      .filter(({ state }) => state === 'slow' || state === 'failed' || state === 'lied')
      .map(({ node, state }) => `node ${node} ${states[state]}`),
  ]
  return `${parts.join('; ')}.`
}

export const ring = {
  described,
  node: (node: number, state: Lamp['state']) => `Node ${node}: ${states[state]}`,
  state: (state: Lamp['state']) => states[state],
  ms: (ms: number) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`),
  ready: (lit: number, all: number) => `${lit}/${all}`,
  needed: (threshold: number) => `ready, ${threshold} needed`,
} as const
