import { keccak_256 } from '@noble/hashes/sha3.js'
import { fromHex, toHex } from '../../payloads/encoding/hex.ts'
import { isKnownAlready } from '../transactions/node-refusals.ts'
import type { Method } from './method.ts'
import { invalid, listOf } from './read-params/params.ts'
import { chainOf } from './site-state.ts'

/** `eth_sendRawTransaction`: somebody else has signed it; one that arrived twice has arrived. */
export const sendRawTransaction: Method = async (context, params) => {
  const [raw, ...more] = listOf(params)
  if (more.length > 0 || typeof raw !== 'string' || !/^0x(?:[0-9a-fA-F]{2})+$/.test(raw)) {
    throw invalid('eth_sendRawTransaction takes one signed transaction in hex behind 0x.')
  }
  const { chainId } = chainOf(context, context.by.origin)
  try {
    return await context.chains.rpc(chainId)('eth_sendRawTransaction', [raw])
  } catch (error) {
    if (isKnownAlready(error)) return toHex(keccak_256(fromHex(raw)))
    throw error
  }
}
