import type { ProtocolError } from '../../protocol/protocol-error.ts'

export type NodeFailureKind =
  /** No connection, or one that broke. */
  | 'unreachable'
  /** No answer in time. Silence convicts nobody. */
  | 'silent'
  /** An answer that its identity key did not sign: whoever sent it, it is not the node's. */
  | 'unsigned'
  /** Its own answer, and no sense in it. */
  | 'malformed'
  /** It said no, and why. */
  | 'refused'
  /** We asked no longer. */
  | 'dropped'

/** What one node did instead of answering. */
export class NodeFailure extends Error {
  override readonly name = 'NodeFailure'
  readonly node: number
  readonly kind: NodeFailureKind
  /** With kind `refused`. */
  readonly refusal: ProtocolError | undefined
  constructor(
    node: number,
    kind: NodeFailureKind,
    message: string,
    options: { readonly refusal?: ProtocolError; readonly cause?: unknown } = {},
  ) {
    super(`node ${node}: ${message}`, options.cause === undefined ? undefined : options)
    this.node = node
    this.kind = kind
    this.refusal = options.refusal
  }
}
