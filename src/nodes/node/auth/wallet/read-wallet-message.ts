import { fromHex } from '../../../../payloads/encoding/hex.ts'
import { addressFromBytes } from '../../../../payloads/evm/address.ts'
import type { Deployment } from '../../../../protocol/deployment.ts'
import type { Statement } from '../../../../protocol/statement.ts'
import { walletMessage } from '../../../../protocol/wallet-message.ts'
import { badProof } from '../bad-proof.ts'

export type WalletAccount = {
  /** With its checksum. */
  readonly address: `0x${string}`
  readonly chainId: number
}

/**
 * Whose message this is. Two things are taken from it, and with them it is written again from the
 * statement: if that gives the same text, there was nothing else in it.
 */
export const readWalletMessage = (
  text: string,
  page: NonNullable<Deployment['walletPage']>,
  statement: Statement,
): WalletAccount => {
  const address = /^.*\n(0x[0-9a-fA-F]{40})\n/.exec(text)?.[1]
  const digits = /\nChain ID: ([1-9]\d{0,15})\n/.exec(text)?.[1]
  const chainId = Number(digits)
  if (address === undefined || !Number.isSafeInteger(chainId)) {
    throw badProof('message', 'the message names no account on a chain')
  }
  const account = { address: addressFromBytes(fromHex(address)), chainId }
  if (walletMessage({ ...page, ...account, statement }) !== text) {
    throw badProof('message', 'the message is not the one for this statement and this deployment')
  }
  return account
}
