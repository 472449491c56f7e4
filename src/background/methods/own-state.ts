import type { Method } from './method.ts'
import { chainOf, shownTo } from './site-state.ts'

// What the wallet knows without asking anybody.

export const accounts: Method = async (context) =>
  Promise.resolve(shownTo(context, context.by.origin))

export const coinbase: Method = async (context) =>
  Promise.resolve(shownTo(context, context.by.origin)[0] ?? null)

export const chainId: Method = async (context) =>
  Promise.resolve(chainOf(context, context.by.origin).chainId)

export const netVersion: Method = async (context) =>
  Promise.resolve(BigInt(chainOf(context, context.by.origin).chainId).toString())

/** As clients of MetaMask's first ask; in their shape. */
export const providerState: Method = async (context) => {
  const { chainId: chain } = chainOf(context, context.by.origin)
  return Promise.resolve({
    accounts: shownTo(context, context.by.origin),
    chainId: chain,
    isUnlocked: context.sessions.state === 'open',
    networkVersion: BigInt(chain).toString(),
  })
}
