import { expect } from 'vitest'
import type { UsageErrorCode } from '../../src/threshold/errors.ts'

/** What the caller hears that asked for something wrong. */
export const usageError = (code: UsageErrorCode): Error =>
  expect.objectContaining({ name: 'UsageError', code }) as Error
