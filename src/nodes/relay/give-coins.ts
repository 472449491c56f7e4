import type { Address, PublicClient } from 'viem'
import { ProtocolError } from '../../protocol/protocol-error.ts'
import type { RelayCoinsAnswer } from '../../protocol/relay.ts'
import { pkpNftAbi } from '../../registry/abi/pkp-nft.ts'
import type { Payer } from './payer.ts'
import type { RateLimit } from './rate-limit.ts'

export type GiveCoins = (address: Address) => Promise<RelayCoinsAnswer>

type Reserve = { readonly below: bigint; readonly to: bigint }

/** Gas for a PKP of this registry that has run out of it, as much as a few transactions take. */
export function createTopUp(
  reader: PublicClient,
  payer: Payer,
  nft: Address,
  { below, to }: Reserve,
  perAccount: RateLimit,
): GiveCoins {
  return async (address) => {
    const read = { abi: pkpNftAbi, address: nft, functionName: 'ethAddressToPkpId' } as const
    const tokenId = await reader.readContract({ ...read, args: [address] })
    if (tokenId === 0n) {
      throw new ProtocolError('unknown-key', `${address} is no PKP of this registry`)
    }
    const balance = await reader.getBalance({ address })
    if (balance >= below) return { value: '0' }
    return give(payer, address, to - balance, perAccount)
  }
}

export function createFaucet(payer: Payer, value: bigint, perAccount: RateLimit): GiveCoins {
  return async (address) => give(payer, address, value, perAccount)
}

async function give(
  payer: Payer,
  to: Address,
  value: bigint,
  perAccount: RateLimit,
): Promise<RelayCoinsAnswer> {
  const giveBack = perAccount.take(to)
  try {
    const { transaction, block } = await payer.pay({ to, value })
    return {
      value: value.toString(),
      transaction,
      block,
    }
  } catch (error) {
    giveBack()
    throw error
  }
}
