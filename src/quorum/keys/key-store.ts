import * as z from 'zod'
import { fromHex, type Hex } from '../../payloads/encoding/hex.ts'
import { hexBytes, hexUpTo } from '../../protocol/schemas.ts'
import { verifyBls } from '../../threshold/bls/verify.ts'
import { EncodingError } from '../../threshold/errors.ts'
import { bls12381G1, bls12381G2 } from '../../threshold/groups/bls12-381.ts'
import type { Network } from '../network/network.ts'
import { keyStatement, type VerifiedKey } from './join-key.ts'

const stored = z.strictObject({ signature: hexBytes(48), sharing: hexUpTo(8192) })

const nameOf = (network: Network, publicKey: Hex): string => `key ${network.name} ${publicKey}`

/** For ever: a key does not change. */
export const keepKey = async (network: Network, key: VerifiedKey): Promise<void> => {
  const { publicKey, signature, sharing } = key
  network.keys.set(publicKey, key)
  await network.parts.store.set(nameOf(network, publicKey), JSON.stringify({ signature, sharing }))
}

/** Verified again: a store is not believed more than a node. */
export const recallKey = async (
  network: Network,
  publicKey: Hex,
): Promise<VerifiedKey | undefined> => {
  const text = await network.parts.store.get(nameOf(network, publicKey))
  if (text === undefined) return undefined
  const parsed = stored.safeParse(parse(text))
  if (!parsed.success || !isSigned(network, publicKey, parsed.data.signature)) return undefined
  return { publicKey, ...parsed.data }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isSigned = (network: Network, publicKey: Hex, signature: Hex): boolean => {
  try {
    return verifyBls({
      publicKey: bls12381G2.decodePoint(fromHex(network.networkKey)),
      purpose: 'pkp-public-key',
      message: keyStatement(network.name, publicKey),
      signature: bls12381G1.decodePoint(fromHex(signature)),
    })
  } catch (error) {
    if (error instanceof EncodingError) return false
    throw error
  }
}
