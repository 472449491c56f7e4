export type RegistryErrorCode =
  /** Parameters that no honest caller combines; the message says which. */
  | 'bad-parameters'
  /** What was asked for is not on the chain, or not at that block. */
  | 'not-found'
  /** A transaction was mined and refused. */
  | 'reverted'

export class RegistryError extends Error {
  override readonly name = 'RegistryError'
  readonly code: RegistryErrorCode
  constructor(code: RegistryErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
