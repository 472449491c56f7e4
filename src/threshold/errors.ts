/** A party's number: its evaluation point in every sharing, stable across epochs and node sets. */
export type PartyId = number

export type EncodingErrorCode =
  | 'truncated'
  | 'trailing-bytes'
  | 'unknown-field'
  | 'wrong-type'
  | 'wrong-length'
  | 'out-of-range'
  | 'non-canonical-scalar'
  | 'non-canonical-point'
  | 'identity-point'

/** Bytes from outside that do not decode. Whoever reads them knows the sender and says so. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError'
  readonly code: EncodingErrorCode
  constructor(code: EncodingErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

export type UsageErrorCode =
  /** Parameters that no honest caller combines; the message says which. */
  | 'bad-parameters'
  /** The right call at the wrong time. */
  | 'wrong-phase'
  /** An identifier that was used before and must never be used twice. */
  | 'reused'
  /** A presignature bound to one request was asked to serve another: a security event. */
  | 'conflict'
  /** What was asked would give a secret away, or nothing useful. */
  | 'refused'

/** The caller, not a peer, is at fault: nothing was sent and no state changed. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code: UsageErrorCode
  constructor(code: UsageErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

export type AbortCode =
  | 'malformed-message'
  | 'equivocation'
  | 'echo-mismatch'
  | 'bad-commitment'
  | 'bad-proof'
  | 'bad-share'
  | 'bad-signature'
  | 'wrong-key'
  | 'ot-check'
  | 'rvole-check'
  | 'gamma-check'
  | 'key-sum'
  | 'pair-dropped'
  | 'degenerate'
  | 'silent'
  | 'cancelled'
  | 'peer-aborted'
  | 'internal'

/**
 * A ceremony that cannot go on. `culprits` are the parties this one saw misbehave on channels it
 * trusts to be authentic; empty when nobody can be named. `evidence` is what others can check.
 */
export class Abort extends Error {
  override readonly name = 'Abort'
  readonly code: AbortCode
  readonly culprits: readonly PartyId[]
  readonly evidence: Uint8Array | undefined
  constructor(
    code: AbortCode,
    culprits: readonly PartyId[],
    message: string,
    options: { evidence?: Uint8Array; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.culprits = culprits
    this.evidence = options.evidence
  }
}
