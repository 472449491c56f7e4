import { keccak_256 } from '@noble/hashes/sha3.js'
import { fromHex, toHex } from '../../payloads/encoding/hex.ts'
import type { Method } from './method.ts'
import { invalid, listOf, orInvalid } from './read-params/params.ts'

export const clientVersion: Method = async () => Promise.resolve('Assent/v0.1.0')

export const sha3: Method = async (_context, params) => {
  const [data, ...more] = listOf(params)
  if (typeof data !== 'string' || more.length > 0) throw invalid('web3_sha3 takes bytes in hex.')
  return Promise.resolve(toHex(keccak_256(orInvalid(() => fromHex(data), 'the data'))))
}
