import { createHash } from 'node:crypto'

/** By which Chromium knows an extension: half of a hash of its key, in letters from a to p. */
export const extensionId = (key: string): string =>
  createHash('sha256')
    .update(Buffer.from(key, 'base64'))
    .digest('hex')
    .slice(0, 32)
    .replaceAll(/./g, (digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)))
