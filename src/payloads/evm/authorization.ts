// https://eips.ethereum.org/EIPS/eip-7702
import { keccak_256 } from '@noble/hashes/sha3.js'
import { concat } from '../encoding/bytes.ts'
import { fromHex } from '../encoding/hex.ts'
import { integerToBytes } from '../encoding/integer.ts'
import { PayloadError } from '../errors.ts'
import { parseAddress, type Address } from './address.ts'
import { CHAIN_ID_LIMIT, NONCE_LIMIT } from './limits.ts'
import { rlpAddress, rlpInteger, rlpList } from './rlp-fields.ts'
import { decodeRlp, encodeRlp, type Rlp } from './rlp.ts'
import type { Signature } from './signature.ts'

/** Lets the code at `address` act as the account. Chain 0 is every chain, address 0 takes it back. */
export type Authorization = {
  readonly chainId: bigint
  readonly address: Address
  readonly nonce: bigint
}

export type SignedAuthorization = Authorization & Signature

const MAGIC = 0x05

/** The bytes whose hash is signed. */
export const serializeAuthorization = (authorization: Authorization): Uint8Array => {
  const fields = [
    integerToBytes(authorization.chainId),
    fromHex(parseAddress(authorization.address)),
    integerToBytes(authorization.nonce),
  ]
  readAuthorization(fields)
  return concat(Uint8Array.of(MAGIC), encodeRlp(fields))
}

export const readAuthorization = ([chainId, address, nonce]: readonly Rlp[]): Authorization => ({
  chainId: rlpInteger(chainId, 'chain id of the authorization', CHAIN_ID_LIMIT),
  address: rlpAddress(address, 'address of the authorization'),
  nonce: rlpInteger(nonce, 'nonce of the authorization', NONCE_LIMIT),
})

export const parseAuthorization = (bytes: Uint8Array): Authorization => {
  if (bytes[0] !== MAGIC) {
    throw new PayloadError('unsupported', 'an authorization begins with the byte 0x05')
  }
  return readAuthorization(rlpList(decodeRlp(bytes.subarray(1)), 'an authorization', 3))
}

export const authorizationDigest = (authorization: Authorization): Uint8Array =>
  keccak_256(serializeAuthorization(authorization))
