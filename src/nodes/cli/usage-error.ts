/** A call that cannot be understood; the command's usage is printed below the message. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
