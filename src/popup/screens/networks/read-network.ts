import type { CallArguments } from '../../../messages/popup/calls.ts'
import { en } from '../../strings/en.ts'

/** What is filled in, as text. */
export type NetworkText = {
  readonly name: string
  readonly chainId: string
  readonly rpcUrl: string
  readonly symbol: string
  readonly explorerUrl: string
}

export type NetworkErrors = { readonly [Field in keyof NetworkText]?: string }

export type ReadNetwork =
  | { readonly network: CallArguments<'chain.save'>; readonly errors?: undefined }
  | { readonly network?: undefined; readonly errors: NetworkErrors }

const largest = 2n ** 53n - 1n

/** In hex, as pages name a chain; undefined for what is no chain id. */
export const readChainId = (text: string): string | undefined => {
  const trimmed = text.trim()
  if (!/^(?:\d{1,16}|0x[0-9a-fA-F]{1,14})$/.test(trimmed)) return undefined
  const value = BigInt(trimmed)
  return value > 0n && value <= largest ? `0x${value.toString(16)}` : undefined
}

const isWeb = (text: string): boolean => {
  let url: URL
  try {
    url = new URL(text.trim())
  } catch {
    return false
  }
  const local = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && local)
}

/** Says of each field what is wrong with it, before anything is sent anywhere. */
export const readNetwork = (text: NetworkText): ReadNetwork => {
  const name = text.name.trim()
  const symbol = text.symbol.trim()
  const explorerUrl = text.explorerUrl.trim()
  const chainId = readChainId(text.chainId)
  const errors: NetworkErrors = {
    ...((name === '' || name.length > 60) && { name: en.networks.nameWrong }),
    ...(chainId === undefined && { chainId: en.networks.chainIdWrong }),
    ...(!isWeb(text.rpcUrl) && { rpcUrl: en.networks.rpcWrong }),
    ...((symbol === '' || symbol.length > 12) && { symbol: en.networks.symbolWrong }),
    ...(explorerUrl !== '' && !isWeb(explorerUrl) && { explorerUrl: en.networks.rpcWrong }),
  }
  if (chainId === undefined || Object.keys(errors).length > 0) return { errors }
  return {
    network: {
      chainId,
      name,
      symbol,
      rpcUrl: text.rpcUrl.trim(),
      ...(explorerUrl !== '' && { explorerUrl }),
    },
  }
}
