/** The chain has said no and does not have it: what was signed is void, and pays nothing. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken'
  /** Another transaction of the account has the nonce; it can be prepared anew with the next. */
  readonly isNonceTaken: boolean
  constructor(
    message: string,
    options: { readonly isNonceTaken: boolean; readonly cause?: unknown },
  ) {
    super(message, { cause: options.cause })
    this.isNonceTaken = options.isNonceTaken
  }
}
