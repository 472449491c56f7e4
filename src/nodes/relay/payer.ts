import { BaseError, InsufficientFundsError, type Address, type Hex } from 'viem'
import { ProtocolError } from '../../protocol/protocol-error.ts'
import { waitForReceipt } from '../../registry/wait-for-receipt.ts'
import type { ChainAccess } from '../deployment/chain.ts'
import type { Budget } from './budget.ts'

export type Payment = {
  readonly to: Address
  readonly data?: Hex
  readonly value?: bigint
}

export type Paid = { readonly transaction: Hex; readonly block: number }

/** The account that pays. Its transactions go out one after another, and are awaited side by side. */
export type Payer = {
  readonly address: Address
  readonly chainId: number
  readonly balance: () => Promise<bigint>
  readonly pay: (payment: Payment) => Promise<Paid>
}

const receiptPatience = 90_000
/** Room for the state to change between the estimate and the block. */
const gasMargin = { of: 12n, in: 10n }

export function createPayer({ reader, sender, chainId }: ChainAccess, budget: Budget): Payer {
  const { address } = sender.account
  let last: Promise<unknown> = Promise.resolve()
  let nonce: number | undefined

  const send = async (payment: Payment): Promise<Sent> => {
    const gas = await gasFor(payment)
    const { maxFeePerGas, maxPriorityFeePerGas } = await reader.estimateFeesPerGas()
    const value = payment.value ?? 0n
    const most = value + gas * maxFeePerGas
    if ((await reader.getBalance({ address })) < most) throw outOfFunds()
    const settle = budget.reserve(most)
    try {
      nonce ??= await reader.getTransactionCount({ address, blockTag: 'pending' })
      const fees = { gas, maxFeePerGas, maxPriorityFeePerGas }
      const transaction = await sender.sendTransaction({ ...payment, ...fees, nonce })
      nonce += 1
      return { transaction, value, settle }
    } catch (error) {
      // Whether it counted is for the chain to say.
      nonce = undefined
      settle(0n)
      throw named(error)
    }
  }

  const gasFor = async (payment: Payment): Promise<bigint> => {
    try {
      const gas = await reader.estimateGas({ account: address, ...payment })
      return (gas * gasMargin.of) / gasMargin.in
    } catch (error) {
      throw named(error)
    }
  }

  const awaitBlock = async ({ transaction, value, settle }: Sent): Promise<Paid> => {
    const receipt = await waitForReceipt(reader, transaction, receiptPatience).catch(
      () => undefined,
    )
    if (receipt === undefined) {
      nonce = undefined
      throw failed('no block has taken the transaction yet', transaction)
    }
    settle(value + receipt.gasUsed * receipt.effectiveGasPrice)
    if (receipt.status !== 'success') throw failed('the transaction was refused', transaction)
    return { transaction, block: Number(receipt.blockNumber) }
  }

  return {
    address,
    chainId,
    balance: async () => reader.getBalance({ address }),
    async pay(payment) {
      const sent = last.then(async () => send(payment))
      last = sent.catch(() => undefined)
      return awaitBlock(await sent)
    },
  }
}

type Sent = {
  readonly transaction: Hex
  readonly value: bigint
  readonly settle: (spent: bigint) => void
}

const outOfFunds = (): ProtocolError =>
  new ProtocolError('out-of-funds', 'this relay has no coins left for gas; its operator must act')

const failed = (message: string, transaction: Hex): ProtocolError =>
  new ProtocolError('transaction-failed', message, { details: { transaction } })

function named(error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error
  if (error instanceof BaseError) {
    if (error.walk((cause) => cause instanceof InsufficientFundsError) !== null) return outOfFunds()
    return new ProtocolError('transaction-failed', error.shortMessage, { cause: error })
  }
  return new ProtocolError('chain-unavailable', 'the chain does not answer; try again', {
    cause: error,
    retryAfter: 2,
  })
}
