import type { DevnetOptions } from './options.ts'
import type { Kept } from './parts/keep-running.ts'
import type { Ports } from './ports.ts'
import type { Progress } from './progress.ts'
import type { Places } from './state/places.ts'
import type { Tools } from './tools.ts'

/** What all steps of a start share. */
export type Network = {
  readonly options: DevnetOptions
  readonly tools: Tools
  readonly places: Places
  readonly ports: Ports
  readonly progress: Progress
  /** Fires when the devnet ends, whyever. */
  readonly signal: AbortSignal
  /** The first call ends the devnet, and is what it ends with. */
  readonly fail: (error: unknown) => void
  /** Parts as they start; those that came last are ended first. */
  readonly closers: (() => Promise<void>)[]
  readonly kept: Kept[]
  /** Whether the devnet is up: what ends before that ends all of it. */
  readonly isUp: () => boolean
  /** A part has another process now. */
  readonly onRestart: () => void
}
