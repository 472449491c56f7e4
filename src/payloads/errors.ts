export type PayloadErrorCode =
  /** Not of the shape that a payload travels in: a field is missing, unknown or of another type. */
  | 'bad-shape'
  /** A kind, or a version of one, that this code does not read. */
  | 'unsupported'
  /** Larger, deeper or longer than anything that is read. */
  | 'too-large'
  | 'bad-hex'
  | 'bad-base64'
  | 'bad-json'
  | 'bad-text'
  /** Bytes end before the value does. */
  | 'truncated'
  /** Bytes follow the value. */
  | 'trailing-bytes'
  /** The same value has a shorter or an ordered encoding, and only that one is signed. */
  | 'not-canonical'
  | 'out-of-range'
  | 'bad-address'
  | 'bad-signature'
  | 'bad-type'
  | 'unknown-field'
  | 'missing-field'
  | 'duplicate-field'
  /** Without a chain id the signature would hold on every chain. */
  | 'no-chain'
  /** Every field reads, and together they make no sense. */
  | 'contradiction'

/** What was asked to be signed cannot be read in exactly one way; the message says what to mend. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError'
  readonly code: PayloadErrorCode
  constructor(code: PayloadErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
