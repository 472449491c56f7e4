import {
  BaseError,
  decodeErrorResult,
  isHex,
  keccak256,
  type Address,
  type Hex,
  type PublicClient,
} from 'viem'
import { ProtocolError } from '../../protocol/protocol-error.ts'
import type { RelayMintAnswer, RelayMintBody } from '../../protocol/relay.ts'
import { pkpNftAbi } from '../../registry/abi/pkp-nft.ts'
import type { Call } from '../../registry/contracts.ts'
import { mintCall } from '../../registry/mint-call.ts'
import { mintOfWire } from './mint-of-wire.ts'
import type { Payer } from './payer.ts'

const remembered = 1000

export type CarryMint = (body: RelayMintBody) => Promise<RelayMintAnswer>

/**
 * Sends mints, each once: who asks again because an answer was lost gets the answer of the first
 * time. What the registry would refuse is refused here, before it costs anything.
 */
export function createCarryMint(reader: PublicClient, payer: Payer, nft: Address): CarryMint {
  const sent = new Map<Hex, Promise<RelayMintAnswer>>()
  return async ({ mint, signatures }) => {
    const call = mintCall(nft, mintOfWire(mint), signatures)
    const name = keccak256(call.data)
    const before = sent.get(name)
    if (before !== undefined) return before
    const carrying = carry(reader, payer, call)
    sent.set(name, carrying)
    carrying.catch(() => sent.delete(name))
    const [oldest] = sent.keys()
    if (sent.size > remembered && oldest !== undefined) sent.delete(oldest)
    return carrying
  }
}

async function carry(reader: PublicClient, payer: Payer, call: Call): Promise<RelayMintAnswer> {
  try {
    await reader.call({ ...call, account: payer.address })
  } catch (error) {
    throw refusal(error)
  }
  return payer.pay(call)
}

function refusal(error: unknown): ProtocolError {
  const reason = reasonOf(error)
  if (reason === undefined) {
    return new ProtocolError('chain-unavailable', 'the chain does not answer; try again', {
      cause: error,
      retryAfter: 2,
    })
  }
  return new ProtocolError('mint-refused', `the registry refuses this mint: ${reason}`, {
    details: { reason },
  })
}

/** The name of the contract's error; undefined if it was no contract that failed. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof BaseError)) return undefined
  const reverted = error.walk((cause) => isHex((cause as { data?: unknown }).data))
  if (reverted === null) return undefined
  const { data } = reverted as unknown as { data: Hex }
  try {
    return decodeErrorResult({ abi: pkpNftAbi, data }).errorName
  } catch {
    return 'it gives no reason'
  }
}
