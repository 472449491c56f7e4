import { UINT256_LIMIT } from '../../../payloads/encoding/integer.ts'
import { CHAIN_ID_LIMIT, GAS_LIMIT, NONCE_LIMIT } from '../../../payloads/evm/limits.ts'
import { MAX_PAYLOAD_BYTES } from '../../../payloads/payload.ts'
import type { Asked } from '../../approvals/kinds/draft.ts'
import { addressOf } from './address-of.ts'
import { invalid, isRecord } from './params.ts'
import { quantityOf } from './quantity-of.ts'

const fields = [
  'from',
  'to',
  'value',
  'data',
  'input',
  'gas',
  'gasLimit',
  'gasPrice',
  'maxFeePerGas',
  'maxPriorityFeePerGas',
  'nonce',
  'type',
  'chainId',
  'accessList',
] as const
type Field = (typeof fields)[number]

/** What would change what is signed, and is not signed by this wallet. */
const refused: Readonly<Record<string, string>> = {
  authorizationList: 'Code for accounts (EIP-7702) is not set through this wallet.',
  blobs: 'Transactions with blobs are not sent through this wallet.',
  blobVersionedHashes: 'Transactions with blobs are not sent through this wallet.',
  maxFeePerBlobGas: 'Transactions with blobs are not sent through this wallet.',
  sidecars: 'Transactions with blobs are not sent through this wallet.',
}

const types = ['legacy', 'eip2930', 'eip1559'] as const

type Given = { readonly [Name in Field]?: unknown }

const fieldsOf = (value: unknown): Given => {
  if (!isRecord(value)) throw invalid('A transaction is an object.')
  const given: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(value)) {
    // A field without a value is one that is not there.
    if (field === undefined || field === null) continue
    const why = Object.hasOwn(refused, name) ? refused[name] : undefined
    if (why !== undefined) throw invalid(why)
    if (!(fields as readonly string[]).includes(name)) {
      throw invalid(`A transaction has no field ${JSON.stringify(name.slice(0, 80))}.`)
    }
    given[name] = field
  }
  return given
}

/** The same thing under two names has to be the same. */
const either = (given: Given, one: Field, other: Field): unknown => {
  const [first, second] = [given[one], given[other]]
  if (first !== undefined && second !== undefined && first !== second) {
    throw invalid(`${one} and ${other} of the transaction differ.`)
  }
  return first ?? second
}

const dataOf = (value: unknown): string => {
  if (value === undefined) return '0x'
  if (typeof value !== 'string' || !/^0x(?:[0-9a-fA-F]{2})*$/.test(value)) {
    throw invalid('The data of a transaction is whole bytes in hex behind 0x.')
  }
  if (value.length > 2 + 2 * MAX_PAYLOAD_BYTES) throw invalid('The data is too large.')
  return value.toLowerCase()
}

const typeOf = (given: Given): Asked['type'] => {
  const { type, gasPrice, maxFeePerGas, maxPriorityFeePerGas, accessList } = given
  const named = type === undefined ? undefined : nameOf(type)
  const newFees = maxFeePerGas ?? maxPriorityFeePerGas
  if (gasPrice !== undefined && newFees !== undefined) {
    throw invalid('Name gasPrice, or maxFeePerGas and maxPriorityFeePerGas, not both.')
  }
  if (gasPrice !== undefined && named === 'eip1559') {
    throw invalid('A transaction of type 0x2 has no gasPrice.')
  }
  if (newFees !== undefined && named !== undefined && named !== 'eip1559') {
    throw invalid('Only a transaction of type 0x2 has maxFeePerGas and maxPriorityFeePerGas.')
  }
  if (named === 'legacy' && accessList !== undefined) {
    throw invalid('A transaction of type 0x0 has no access list.')
  }
  return named
}

const nameOf = (type: unknown): NonNullable<Asked['type']> => {
  const name = types[Number(quantityOf(type, 'type', 256n))]
  if (name === undefined) throw invalid('The type of a transaction is 0x0, 0x1 or 0x2.')
  return name
}

const accessListOf = (value: unknown): Asked['accessList'] => {
  if (!Array.isArray(value) || value.length > 500) {
    throw invalid('The access list is a list of addresses with their storage keys.')
  }
  return (value as readonly unknown[]).map((entry) => {
    if (!isRecord(entry) || !Array.isArray(entry['storageKeys'])) {
      throw invalid('An entry of the access list has an address and storageKeys.')
    }
    const storageKeys = (entry['storageKeys'] as readonly unknown[]).map((key) => {
      if (typeof key !== 'string' || !/^0x[0-9a-fA-F]{64}$/.test(key)) {
        throw invalid('A storage key has 32 bytes in hex behind 0x.')
      }
      return key.toLowerCase()
    })
    return {
      address: addressOf(entry['address'], 'An address of the access list').toLowerCase(),
      storageKeys,
    }
  })
}

const nonceOf = (value: unknown): number => {
  const nonce = quantityOf(value, 'nonce', NONCE_LIMIT)
  if (nonce > BigInt(Number.MAX_SAFE_INTEGER)) throw invalid('nonce is too large.')
  return Number(nonce)
}

/** The call of a transaction alone, as batches have it. */
export const callOf = (value: {
  readonly to?: unknown
  readonly value?: unknown
  readonly data?: unknown
}): Pick<Asked, 'to' | 'value' | 'data'> => {
  const { to } = value
  const data = dataOf(value.data ?? undefined)
  const isCreation = to === undefined || to === null
  if (isCreation && data === '0x') {
    throw invalid('A transaction needs a recipient, or the code of a new contract as data.')
  }
  return {
    ...(!isCreation && { to: addressOf(to, 'The recipient').toLowerCase() }),
    value: String(quantityOf(value.value ?? '0x0', 'value', UINT256_LIMIT)),
    data,
  }
}

export type AskedTransaction = {
  readonly from: unknown
  readonly chainId: string | undefined
  readonly asked: Asked
}

/** What `eth_sendTransaction` takes; nothing is guessed, and nothing is left out silently. */
export const transactionOf = (value: unknown): AskedTransaction => {
  const given = fieldsOf(value)
  const amount = (name: Field, limit: bigint, from: unknown = given[name]) =>
    from === undefined ? undefined : String(quantityOf(from, name, limit))
  const call = callOf({ ...given, data: either(given, 'data', 'input') })
  const type = typeOf(given)
  const gas = amount('gas', GAS_LIMIT, either(given, 'gas', 'gasLimit'))
  const gasPrice = amount('gasPrice', UINT256_LIMIT)
  const most = amount('maxFeePerGas', UINT256_LIMIT)
  const tip = amount('maxPriorityFeePerGas', UINT256_LIMIT)
  if (most !== undefined && tip !== undefined && BigInt(tip) > BigInt(most)) {
    throw invalid('maxPriorityFeePerGas is more than maxFeePerGas.')
  }
  const chainId =
    given.chainId === undefined
      ? undefined
      : `0x${quantityOf(given.chainId, 'chainId', CHAIN_ID_LIMIT).toString(16)}`
  return {
    from: given.from,
    chainId,
    asked: {
      ...call,
      ...(type !== undefined && { type }),
      ...(gas !== undefined && { gas }),
      ...(gasPrice !== undefined && { gasPrice }),
      ...(most !== undefined && { maxFeePerGas: most }),
      ...(tip !== undefined && { maxPriorityFeePerGas: tip }),
      ...(given.nonce !== undefined && { nonce: nonceOf(given.nonce) }),
      ...(given.accessList !== undefined && { accessList: accessListOf(given.accessList) }),
    },
  }
}
