// https://eips.ethereum.org/EIPS/eip-20, eip-721, eip-1155
import * as z from 'zod'
import type { Asset } from '../../../messages/popup/action.ts'
import { parseAddress } from '../../../payloads/evm/address.ts'
import { decodeArguments } from '../explain/decode-arguments.ts'
import { readSignature } from '../explain/read-signature.ts'
import { sameAddress } from '../same-address.ts'

export const log = z.object({
  address: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  topics: z.array(z.string().regex(/^0x[0-9a-fA-F]{64}$/)).max(4),
  data: z.string().regex(/^0x(?:[0-9a-fA-F]{2})*$/),
})
export type Log = z.infer<typeof log>

export type Transfer = {
  readonly asset: Asset
  readonly from: string
  readonly to: string
  readonly amount: bigint
}

/** Where a simulation logs moves of coins; there can be no contract. */
const COIN = '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee'
const NOBODY = '0x0000000000000000000000000000000000000000'

const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
const TRANSFER_SINGLE = '0xc3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62'
const TRANSFER_BATCH = '0x4a39dc06d4c0dbc64b70af90fd698a233a518aa5d07e595d983b8c0526c8f7fb'
/** Of wrapped coins, whose first contract logs no transfer when it mints and burns. */
const DEPOSIT = '0xe1fffcc4923d04b559f4d29a8bfc6cda04eb5b0d3c460751c2402c5c5cc9109c'
const WITHDRAWAL = '0x7fcf532c15f0a6db0bd6d0e038bea71d30d808c7d98cb3bf7268a95bf5081b65'

const single = readSignature('TransferSingle(uint256 id, uint256 value)').parameters
const several = readSignature('TransferBatch(uint256[] ids, uint256[] values)').parameters

const addressIn = (topic: string | undefined): string =>
  parseAddress(`0x${(topic ?? '').slice(-40).toLowerCase()}`)

const wordOf = (data: string): bigint | undefined => (data.length === 66 ? BigInt(data) : undefined)

/** Moves of coins and tokens, as far as contracts log them; in their order. */
export const transfersIn = (logs: readonly Log[]): readonly Transfer[] => {
  const moves = logs.flatMap(movesIn)
  const minted = logs.flatMap(wrappingIn).filter(
    (one) =>
      // Those that log both have it counted once.
      !moves.some(
        (move) =>
          move.amount === one.amount &&
          sameAddress(move.from, one.from) &&
          sameAddress(move.to, one.to),
      ),
  )
  return [...moves, ...minted]
}

const movesIn = ({ address, topics, data }: Log): readonly Transfer[] => {
  const token = { address: parseAddress(address.toLowerCase()) }
  const [topic] = topics
  if (topic === TRANSFER && topics.length === 3) {
    const amount = wordOf(data)
    if (amount === undefined) return []
    const asset: Asset = sameAddress(address, COIN) ? { kind: 'coin' } : { kind: 'ERC20', token }
    return [{ asset, from: addressIn(topics[1]), to: addressIn(topics[2]), amount }]
  }
  if (topic === TRANSFER && topics.length === 4) {
    const asset: Asset = { kind: 'ERC721', token, tokenId: String(BigInt(topics[3] ?? '0x0')) }
    return [{ asset, from: addressIn(topics[1]), to: addressIn(topics[2]), amount: 1n }]
  }
  if (topics.length !== 4 || (topic !== TRANSFER_SINGLE && topic !== TRANSFER_BATCH)) return []
  const values = decodeArguments(topic === TRANSFER_SINGLE ? single : several, data.slice(2))
  const [ids = [], amounts = []] = (values ?? []).map(
    (value) => (Array.isArray(value) ? value : [value]) as readonly bigint[],
  )
  return ids.map((id, at) => ({
    asset: { kind: 'ERC1155', token, tokenId: String(id) },
    from: addressIn(topics[2]),
    to: addressIn(topics[3]),
    amount: amounts[at] ?? 0n,
  }))
}

const wrappingIn = ({ address, topics, data }: Log): readonly Transfer[] => {
  const [topic] = topics
  const amount = wordOf(data)
  if (topics.length !== 2 || amount === undefined) return []
  if (topic !== DEPOSIT && topic !== WITHDRAWAL) return []
  const who = addressIn(topics[1])
  const asset: Asset = { kind: 'ERC20', token: { address: parseAddress(address.toLowerCase()) } }
  return [
    topic === DEPOSIT
      ? { asset, from: NOBODY, to: who, amount }
      : { asset, from: who, to: NOBODY, amount },
  ]
}
