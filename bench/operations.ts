export const OPERATIONS = [
  'dkg',
  'refresh',
  'reshare',
  'pair-setup',
  'presign',
  'sign',
  'combine',
  'blame',
  'judge',
  'bls-share',
  'bls-combine',
  'bls-combine-verify',
  'ibe-encrypt',
  'ibe-decrypt',
] as const

export type Operation = (typeof OPERATIONS)[number]

export const isOperation = (name: string): name is Operation =>
  (OPERATIONS as readonly string[]).includes(name)

/** Any `t` of `n` parties. */
export type Shape = { readonly n: number; readonly t: number }

export const SHAPES: readonly Shape[] = [
  { n: 3, t: 2 },
  { n: 5, t: 3 },
  { n: 5, t: 4 },
  { n: 6, t: 4 },
  { n: 10, t: 7 },
]

/** What one repetition of an operation took, and sent. */
export type Reading = {
  readonly operation: Operation
  /** Milliseconds, one figure a party. */
  readonly times: readonly number[]
  /** All bytes from one party to one other, with their envelopes. */
  readonly bytesPerPeer: number
}

/** Operations that feed each other, and so are measured together. */
export type Experiment = {
  readonly operations: readonly Operation[]
  readonly shapes: readonly Shape[]
  /** Makes, untimed, what all repetitions share. */
  readonly prepare: (shape: Shape, wanted: Wanted) => Trial
}

/** What was asked for: the rest may be left out, or run because something else needs it. */
export type Wanted = (operation: Operation) => boolean

export type Trial = {
  readonly repeat: () => readonly Reading[]
  /** What stays in memory of an operation, weighed over `count` of them. */
  readonly stored?: {
    readonly operation: Operation
    readonly weigh: (count: number) => number | undefined
  }
}
