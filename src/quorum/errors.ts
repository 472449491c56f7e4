import type { ProtocolError } from '../protocol/protocol-error.ts'
import type { NodeFailure } from './http/node-failure.ts'

export type QuorumErrorCode =
  /** Nothing answers, neither nodes nor the chain: look at the connection. */
  | 'no-network'
  /** Some nodes answer, and too few for anything: wait, or ask their operators. */
  | 'below-threshold'
  /** What the chain's RPC says of the nodes is not what the nodes have signed: use another RPC. */
  | 'untrusted-registry'
  /** The chain's RPC refuses, or says nothing usable. */
  | 'chain-failed'
  /** This device's clock is off: set it. */
  | 'wrong-clock'
  /** The network has another key than the one that is pinned here: this is not the same network. */
  | 'replaced'
  /** The deployment has no network key yet: whoever deploys it has to finish. */
  | 'not-founded'
  /** The session is over, ended or not known: sign in again. */
  | 'signed-out'
  /** The proof does not open a session: prove again, for the statement that was prepared. */
  | 'bad-proof'
  /** The identity provider cannot be reached by the nodes: try again later. */
  | 'provider-unavailable'
  /** The nodes have decided against it; the failures say why. */
  | 'refused'
  /** A limit of the session, of the key or of a node: wait, or sign in anew. */
  | 'limit-reached'
  /** It was tried as often, or as long, as was allowed: try again. */
  | 'budget-spent'
  /** No node has signed for this key: do not use it. */
  | 'unverified-key'
  /** What is to be signed cannot be read in exactly one way: mend it. */
  | 'bad-payload'
  /** The deployment, or this call, lacks something; the message says what. */
  | 'not-configured'
  /** The relay, or the chain, did not take the mint. */
  | 'mint-failed'
  /** What nodes have signed can be mined no more, and was not: mint another. */
  | 'mint-expired'
  /** The caller gave up. */
  | 'aborted'

/** What this room throws: the code for programs, the message for people, and who said what. */
export class QuorumError extends Error {
  override readonly name = 'QuorumError'
  readonly code: QuorumErrorCode
  /** What each node said or did, the latest last. */
  readonly failures: readonly NodeFailure[]
  /** What a relay said. */
  readonly relay: ProtocolError | undefined
  constructor(
    code: QuorumErrorCode,
    message: string,
    options: {
      readonly failures?: readonly NodeFailure[]
      readonly relay?: ProtocolError
      readonly cause?: unknown
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.failures = options.failures ?? []
    this.relay = options.relay
  }
}
