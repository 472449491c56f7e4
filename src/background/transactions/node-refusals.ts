import { RpcError, rpcCode } from '../../messages/rpc-error.ts'

/** What chains say in words of their own, where their codes say nothing. */
const textOf = (error: unknown): string =>
  error instanceof Error ? error.message.toLowerCase() : String(error).toLowerCase()

export const isKnownAlready = (error: unknown): boolean =>
  /already known|already imported|known transaction|already in (?:the )?(?:mem)?pool/.test(
    textOf(error),
  )

export const isNonceUsed = (error: unknown): boolean =>
  /nonce (?:is )?too low|nonce has already been used|invalid nonce|old nonce/.test(textOf(error))

/** Another transaction of this account waits with the same nonce, and pays as much. */
export const isNonceWaiting = (error: unknown): boolean =>
  /replacement transaction underpriced|replacement ?not ?allowed|could not replace/.test(
    textOf(error),
  )

/** An RPC that is in trouble, or wants to be left alone: the transaction may be on its way all the same. */
export const isNoVerdict = (error: unknown): boolean => {
  const code = error instanceof RpcError ? error.code : undefined
  if (code === rpcCode.chainDisconnected || code === rpcCode.limitExceeded) return true
  return /time[d ]?[ -]?out|rate.?limit|too many requests|try again|unavailable|gateway|internal (?:server )?error/.test(
    textOf(error),
  )
}

export const saysWhy = (error: unknown): string => {
  const text = textOf(error)
  if (/insufficient funds|insufficient balance/.test(text)) {
    return 'The account has too few coins for this transaction and its fee.'
  }
  if (/underpriced|fee too low|max fee per gas less than block base fee/.test(text)) {
    return 'The chain takes this transaction only for a higher fee.'
  }
  return `The chain did not take the transaction: ${text.slice(0, 200)}`
}
