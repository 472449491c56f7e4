import type { Problem } from './problem.ts'

/** One node for one piece of work, with the time since it began. */
export type Lamp = {
  readonly node: number
  readonly state: 'idle' | 'asked' | 'ready' | 'signed' | 'slow' | 'failed' | 'lied'
  readonly ms: number
}

export type NodeView = {
  readonly party: number
  readonly url: string
  readonly state: 'unknown' | 'fine' | 'silent' | 'lied'
}

/** Whose keys the accounts are: a registry on a chain, and the key that all its nodes share. */
export type NodeSetView = {
  readonly id: string
  readonly name: string
  readonly registry: string
  readonly registryChainId: number
  readonly networkKey: string
  readonly threshold: number
  readonly nodes: readonly NodeView[]
  readonly state: 'unknown' | 'connecting' | 'fine' | 'broken'
  /** Why it is broken. */
  readonly problem?: Problem
  readonly isDevnet: boolean
  readonly hasRelay: boolean
}
