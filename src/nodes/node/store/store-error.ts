export type StoreErrorCode =
  /** Another process has it open. */
  | 'locked'
  /** The key is another one's, or the file is damaged from its first page on. */
  | 'unreadable'
  /** It opens, and is damaged. */
  | 'corrupt'
  /** Written by a newer version of this program. */
  | 'from-the-future'
  /** It was not possible to make it as durable as it must be. */
  | 'not-durable'
  /** A statement failed: a full disk, a broken rule. */
  | 'failed'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  constructor(code: StoreErrorCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options)
    this.code = code
  }
}
