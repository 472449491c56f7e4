import { canonicalBytes } from './canonical.ts'
import type { SessionKey } from './session-key.ts'

/** What a node signs when it has seen the hash of a token. */
export const commitmentBytes = (said: {
  readonly nodeSet: string
  readonly party: number
  readonly at: number
  readonly tokenHash: `0x${string}`
  readonly sessionKey: SessionKey
}): Uint8Array => canonicalBytes('token-commitment', said)

/**
 * How many nodes must have seen the hash of a token for one session key, so that with all but an
 * honest threshold's rest lying there are never as many for another: 2q > n + (T - 1).
 */
export const commitmentsNeeded = (nodes: number, threshold: number): number =>
  Math.floor((nodes + threshold - 1) / 2) + 1
