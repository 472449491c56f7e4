import type { Hex } from '../payloads/encoding/hex.ts'

export type Lie =
  /** Its share of a signature does not fit what it did before; the evidence shows it. */
  | 'wrong-share'
  /** It would not, or could not, show that its share was right. */
  | 'bad-opening'
  /** It refused to show that its share was right; so does one whose openings are used up. */
  | 'no-opening'
  /** It answered for another request than it was asked. */
  | 'other-request'
  /** It told two signers different things. */
  | 'two-stories'
  /** It published a share of the key that is not its own. */
  | 'wrong-key-share'
  /** It acknowledged in a form that it had not signed. */
  | 'bad-acknowledgement'
  /** Its share of the network key's signature is wrong. */
  | 'wrong-network-share'
  /** It says of the network something else than what a threshold of nodes signed. */
  | 'other-record'

export type QuorumEvent =
  | {
      readonly kind: 'liar'
      readonly node: number
      readonly lie: Lie
      /** Encoded records that others can check, where there are any. */
      readonly evidence: readonly Hex[]
    }
  | { readonly kind: 'node-set'; readonly epoch: number; readonly nodes: readonly number[] }
  | { readonly kind: 'node-failed'; readonly node: number; readonly reason: string }

/** For the lamps that a wallet shows while it waits. */
export type Progress = {
  readonly node: number
  readonly state: 'asked' | 'ready' | 'signed' | 'slow' | 'failed' | 'lied'
  /** Since the signature was asked for. */
  readonly ms: number
}
