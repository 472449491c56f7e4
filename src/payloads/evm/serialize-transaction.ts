import { concat } from '../encoding/bytes.ts'
import { fromHex } from '../encoding/hex.ts'
import { integerToBytes } from '../encoding/integer.ts'
import { PayloadError } from '../errors.ts'
import { parseAddress } from './address.ts'
import { parseTransaction } from './parse-transaction.ts'
import { encodeRlp, type Rlp } from './rlp.ts'
import { checkSignature, type Signature } from './signature.ts'
import type { AccessList, Transaction } from './transaction.ts'

const envelope = { eip2930: 1, eip1559: 2, eip7702: 4 } as const

const integer = (value: bigint, what: string): Uint8Array => {
  if (value < 0n) throw new PayloadError('out-of-range', `${what} is negative`)
  return integerToBytes(value)
}

const accessListFields = (list: AccessList): Rlp =>
  list.map(({ address, storageKeys }) => [
    fromHex(parseAddress(address)),
    storageKeys.map((key) => fromHex(key, 'storage key')),
  ])

const callFields = (transaction: Transaction): Rlp[] => [
  integer(transaction.gas, 'gas'),
  transaction.to === null ? new Uint8Array() : fromHex(parseAddress(transaction.to)),
  integer(transaction.value, 'value'),
  fromHex(transaction.data, 'data'),
]

const feeFields = (transaction: Transaction): Rlp[] =>
  'gasPrice' in transaction
    ? [integer(transaction.gasPrice, 'gas price')]
    : [
        integer(transaction.maxPriorityFeePerGas, 'tip per gas'),
        integer(transaction.maxFeePerGas, 'fee per gas'),
      ]

const authorizationFields = (transaction: Transaction): Rlp[] =>
  transaction.type === 'eip7702'
    ? [
        transaction.authorizationList.map((authorization) => [
          integer(authorization.chainId, 'chain id'),
          fromHex(parseAddress(authorization.address)),
          integer(authorization.nonce, 'nonce'),
          integer(BigInt(authorization.yParity), 'parity of y'),
          integer(authorization.r, 'r'),
          integer(authorization.s, 's'),
        ]),
      ]
    : []

const fieldsOf = (transaction: Transaction): Rlp[] => {
  const nonce = integer(transaction.nonce, 'nonce')
  if (transaction.type === 'legacy') {
    return [nonce, ...feeFields(transaction), ...callFields(transaction)]
  }
  return [
    integer(transaction.chainId, 'chain id'),
    nonce,
    ...feeFields(transaction),
    ...callFields(transaction),
    accessListFields(transaction.accessList),
    ...authorizationFields(transaction),
  ]
}

const enveloped = (transaction: Transaction, tail: readonly Rlp[]): Uint8Array => {
  const list = encodeRlp([...fieldsOf(transaction), ...tail])
  return transaction.type === 'legacy'
    ? list
    : concat(Uint8Array.of(envelope[transaction.type]), list)
}

/** The bytes whose hash is signed; what could not be parsed again is refused. */
export const serializeTransaction = (transaction: Transaction): Uint8Array => {
  const empty = new Uint8Array()
  const tail =
    transaction.type === 'legacy' && transaction.chainId !== null
      ? [integer(transaction.chainId, 'chain id'), empty, empty]
      : []
  const bytes = enveloped(transaction, tail)
  const unprotected = transaction.chainId === null ? { unprotected: true } : {}
  parseTransaction(bytes, unprotected)
  return bytes
}

/** The bytes that a chain takes. */
export const serializeSignedTransaction = (
  transaction: Transaction,
  signature: Signature,
): Uint8Array => {
  serializeTransaction(transaction)
  checkSignature(signature)
  const parity = BigInt(signature.yParity)
  const { chainId } = transaction
  const legacyV = chainId === null ? 27n + parity : 35n + 2n * chainId + parity
  return enveloped(
    transaction,
    [transaction.type === 'legacy' ? legacyV : parity, signature.r, signature.s].map(
      integerToBytes,
    ),
  )
}
