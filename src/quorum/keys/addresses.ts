import { secp256k1 } from '@noble/curves/secp256k1.js'
import { ripemd160 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bech32 } from '@scure/base'
import type { Address } from 'viem'
import { getAddress } from 'viem/utils'
import { fromHex, toHex, type Hex } from '../../payloads/encoding/hex.ts'

/** The EVM address of an uncompressed public key, with its checksum. */
export const ethAddressOf = (publicKey: Hex): Address =>
  getAddress(toHex(keccak_256(fromHex(publicKey).subarray(1)).subarray(12)))

export const compressedKey = (publicKey: Hex): Uint8Array =>
  secp256k1.Point.fromBytes(fromHex(publicKey)).toBytes(true)

/** The account on a Cosmos chain whose keys are secp256k1 and whose addresses begin so. */
export const cosmosAddressOf = (publicKey: Hex, prefix: string): string =>
  bech32.encodeFromBytes(prefix, ripemd160(sha256(compressedKey(publicKey))))
