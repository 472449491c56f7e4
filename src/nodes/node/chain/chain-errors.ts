import { BaseError, HttpRequestError, TimeoutError } from 'viem'
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

/** An RPC that could not be asked, in words that tell a slow one from one that is gone. */
export const rpcFailed = (name: string, cause: unknown): ProtocolError =>
  chainError('chain-unavailable', `${name} ${failureIn(cause)}`, { cause })

const failureIn = (error: unknown): string => {
  const inner = error instanceof BaseError ? error.walk(isOfTransport) : undefined
  if (inner instanceof TimeoutError) return 'takes too long to answer'
  const status = inner instanceof HttpRequestError ? inner.status : undefined
  if (status !== undefined) return `answers with HTTP ${status}`
  // What `fetch` throws when there is no answer at all.
  return inner?.cause instanceof TypeError
    ? 'cannot be reached'
    : 'does not answer as an Ethereum RPC should'
}

const isOfTransport = (error: unknown): boolean =>
  error instanceof TimeoutError || error instanceof HttpRequestError

export const isChainError = (error: unknown): error is ProtocolError =>
  error instanceof ProtocolError && error.code.startsWith('chain-')
