import { LostAnswer, type Rpc } from '../chains/rpc.ts'
import { WalletProblem } from '../problem.ts'
import {
  isKnownAlready,
  isNonceUsed,
  isNonceWaiting,
  isNoVerdict,
  saysWhy,
} from './node-refusals.ts'
import { NotTaken } from './not-taken.ts'

type Raw = {
  readonly hash: string
  readonly raw: string
  /** Nobody has heard how an earlier try of the same bytes ended. */
  readonly wasTried: boolean
  /** A nonce that somebody named may be that of one that waits, which is to be replaced. */
  readonly mayReplace: boolean
}

/**
 * Ends well when the chain has it. `NotTaken` is thrown only when it certainly does not: whoever
 * hears that may sign another one, and would pay twice.
 */
export const sendRaw = async (rpc: Rpc, one: Raw): Promise<void> => {
  const { hash, raw, wasTried, mayReplace } = one
  try {
    await rpc('eth_sendRawTransaction', [raw])
  } catch (error) {
    if (isKnownAlready(error) || (await isThere(rpc, hash))) return
    // What has used the nonce may be this very one, from a try whose answer was lost.
    const mayBeItself = wasTried || wasLostBefore(error)
    if (isNoVerdict(error) || (mayBeItself && isNonceUsed(error))) throw nobodyKnows(error)
    const isNonceTaken = isNonceUsed(error) || (!mayReplace && isNonceWaiting(error))
    throw new NotTaken(saysWhy(error), { isNonceTaken, cause: error })
  }
}

export const nobodyKnows = (cause: unknown): WalletProblem =>
  new WalletProblem('chain-failed', 'nobody knows whether the chain has it', { cause })

/** That it could not be looked up says nothing of it. */
const isThere = async (rpc: Rpc, hash: string): Promise<boolean> => {
  try {
    return (await rpc('eth_getTransactionByHash', [hash])) !== null
  } catch (error) {
    throw nobodyKnows(error)
  }
}

/** Another of the chain's RPCs was given it before this one answered. */
const wasLostBefore = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof LostAnswer
