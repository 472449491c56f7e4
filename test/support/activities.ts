import type { Activity } from '../../src/protocol/activity.ts'

type Signature = Activity['signatures'][number]
type Ceremony = Activity['ceremonies'][number]

/** What a node that is well tells of itself. */
export const activityOf = (party: number, changes: Partial<Activity> = {}): Activity => ({
  party,
  bootId: `0x${'0b'.repeat(16)}`,
  startedAt: 0,
  ready: true,
  problems: [],
  epoch: 1,
  peers: [],
  readyKeys: 4,
  keys: 5,
  livePresignatures: 0,
  memoryBytes: 100 * 1_048_576,
  signatures: [],
  ceremonies: [],
  ...changes,
})

export const signature = (id: string, changes: Partial<Signature> = {}): Signature => ({
  at: 0,
  presignature: `0x${id.repeat(32)}`,
  publicKey: `0x04${'cc'.repeat(64)}`,
  kind: 'evm-transaction',
  signers: [1, 2],
  presignMs: 50,
  signMs: 5,
  ...changes,
})

export const ceremony = (kind: Ceremony['kind'], changes: Partial<Ceremony> = {}): Ceremony => ({
  at: 0,
  kind,
  parties: [1, 2],
  ms: 40,
  outcome: 'done',
  culprits: [],
  ...changes,
})
