import { expect } from 'vitest'
import type { PayloadErrorCode } from '../../src/payloads/errors.ts'

/** Matches the refusal of a payload; for `toThrow`. */
export const refusal = (code: PayloadErrorCode): Error =>
  expect.objectContaining({ name: 'PayloadError', code }) as Error
