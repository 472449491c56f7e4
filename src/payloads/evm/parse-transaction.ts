// https://eips.ethereum.org/EIPS/eip-155, eip-2718, eip-2930, eip-1559, eip-7702
import { toHex } from '../encoding/hex.ts'
import { PayloadError } from '../errors.ts'
import { readAuthorization, type SignedAuthorization } from './authorization.ts'
import { CHAIN_ID_LIMIT, GAS_LIMIT, MAX_AUTHORIZATIONS, NONCE_LIMIT } from './limits.ts'
import { rlpAddress, rlpBytes, rlpInteger, rlpList, rlpWord } from './rlp-fields.ts'
import { decodeRlp, type Rlp } from './rlp.ts'
import { checkSignature } from './signature.ts'
import type { AccessList, Transaction } from './transaction.ts'

type Field = Rlp | undefined

const readChainId = (field: Field): bigint => {
  const chainId = rlpInteger(field, 'chain id', CHAIN_ID_LIMIT)
  if (chainId === 0n) throw new PayloadError('no-chain', 'name the chain: chain id 0 is none')
  return chainId
}

const readNonce = (field: Field): bigint => rlpInteger(field, 'nonce', NONCE_LIMIT)

const readCall = ([gas, to, value, data]: readonly Rlp[]) => ({
  gas: rlpInteger(gas, 'gas', GAS_LIMIT),
  to: rlpBytes(to, 'to').length === 0 ? null : rlpAddress(to, 'to'),
  value: rlpInteger(value, 'value'),
  data: toHex(rlpBytes(data, 'data')),
})

const readFees = ([tip, fee]: readonly Rlp[]) => {
  const maxPriorityFeePerGas = rlpInteger(tip, 'tip per gas')
  const maxFeePerGas = rlpInteger(fee, 'fee per gas')
  if (maxPriorityFeePerGas > maxFeePerGas) {
    throw new PayloadError('contradiction', 'the tip per gas is more than the whole fee per gas')
  }
  return { maxPriorityFeePerGas, maxFeePerGas }
}

const readAccessList = (field: Field): AccessList =>
  rlpList(field, 'the access list').map((entry) => {
    const [address, storageKeys] = rlpList(entry, 'an entry of the access list', 2)
    return {
      address: rlpAddress(address, 'address in the access list'),
      storageKeys: rlpList(storageKeys, 'storage keys').map((key) => rlpWord(key, 'storage key')),
    }
  })

const readAuthorizationList = (field: Field): readonly SignedAuthorization[] => {
  const list = rlpList(field, 'the authorization list')
  if (list.length === 0) {
    throw new PayloadError('contradiction', 'an EIP-7702 transaction needs an authorization')
  }
  if (list.length > MAX_AUTHORIZATIONS) {
    throw new PayloadError('too-large', `at most ${MAX_AUTHORIZATIONS} authorizations are read`)
  }
  return list.map((entry) => {
    const fields = rlpList(entry, 'a signed authorization', 6)
    const signature = {
      yParity: rlpInteger(fields[3], 'parity of y', 2n) === 0n ? 0 : 1,
      r: rlpInteger(fields[4], 'r'),
      s: rlpInteger(fields[5], 's'),
    } as const
    checkSignature(signature)
    return { ...readAuthorization(fields), ...signature }
  })
}

const readLegacy = (fields: readonly Rlp[], unprotected: boolean): Transaction => {
  if (fields.length !== 6 && fields.length !== 9) {
    throw new PayloadError('bad-shape', `a legacy transaction has no ${fields.length} fields`)
  }
  if (fields.length === 6 && !unprotected) {
    throw new PayloadError('no-chain', 'name the chain: without it anyone may replay this anywhere')
  }
  const [r, s] = fields.slice(7)
  if (fields.length === 9 && rlpBytes(r, 'r').length + rlpBytes(s, 's').length > 0) {
    throw new PayloadError('bad-shape', 'the transaction has a signature: give it without')
  }
  return {
    type: 'legacy',
    chainId: fields.length === 6 ? null : readChainId(fields[6]),
    nonce: readNonce(fields[0]),
    gasPrice: rlpInteger(fields[1], 'gas price'),
    ...readCall(fields.slice(2)),
  }
}

const readTyped = (bytes: Uint8Array, what: string, length: number): readonly Rlp[] =>
  rlpList(decodeRlp(bytes.subarray(1)), `an ${what} transaction to be signed`, length)

const readFeeMarket = (fields: readonly Rlp[]) => ({
  chainId: readChainId(fields[0]),
  nonce: readNonce(fields[1]),
  ...readFees(fields.slice(2)),
  ...readCall(fields.slice(4)),
  accessList: readAccessList(fields[8]),
})

const readEip2930 = (fields: readonly Rlp[]): Transaction => ({
  type: 'eip2930',
  chainId: readChainId(fields[0]),
  nonce: readNonce(fields[1]),
  gasPrice: rlpInteger(fields[2], 'gas price'),
  ...readCall(fields.slice(3)),
  accessList: readAccessList(fields[7]),
})

const readEip7702 = (fields: readonly Rlp[]): Transaction => {
  const { to, ...rest } = readFeeMarket(fields)
  if (to === null) {
    throw new PayloadError('contradiction', 'an EIP-7702 transaction cannot create a contract')
  }
  return { type: 'eip7702', ...rest, to, authorizationList: readAuthorizationList(fields[9]) }
}

/**
 * A transaction from the bytes whose hash is signed. `unprotected` also takes a legacy transaction
 * without a chain id, which can be replayed on every chain.
 */
export const parseTransaction = (
  bytes: Uint8Array,
  options: { readonly unprotected?: boolean } = {},
): Transaction => {
  const [first] = bytes
  if (first === undefined) throw new PayloadError('truncated', 'the transaction is empty')
  if (first >= 0xc0) {
    return readLegacy(rlpList(decodeRlp(bytes), 'a transaction'), options.unprotected ?? false)
  }
  if (first === 1) return readEip2930(readTyped(bytes, 'EIP-2930', 8))
  if (first === 2) {
    return { type: 'eip1559', ...readFeeMarket(readTyped(bytes, 'EIP-1559', 9)) }
  }
  if (first === 4) return readEip7702(readTyped(bytes, 'EIP-7702', 10))
  throw new PayloadError('unsupported', `transactions of type ${first} are not signed here`)
}
