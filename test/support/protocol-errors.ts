import { expect } from 'vitest'
import type { ErrorCode } from '../../src/protocol/error-code.ts'

/** Matches what goes over the wire; for `toThrow` and `rejects`. */
export const protocolError = (code: ErrorCode, details: Record<string, unknown> = {}): Error =>
  expect.objectContaining({
    name: 'ProtocolError',
    code,
    details: expect.objectContaining(details) as unknown,
  }) as Error
