import { ProtocolError } from '../../../protocol/protocol-error.ts'

export type ChainProblem = 'chain-unavailable' | 'chain-stale' | 'chain-disagrees'

/** Seconds after which the chain is looked at again, so that asking earlier is no use. */
const RETRY_AFTER = 1

/** RPCs are named by their place: their URLs carry the keys that operators pay for. */
export const chainError = (
  code: ChainProblem,
  message: string,
  options: { cause?: unknown } = {},
): ProtocolError => new ProtocolError(code, message, { ...options, retryAfter: RETRY_AFTER })

export const isChainError = (error: unknown): error is ProtocolError =>
  error instanceof ProtocolError && error.code.startsWith('chain-')
