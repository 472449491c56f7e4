import type { AbiParameter, Hex } from 'viem'
import { decodeAbiParameters, encodeAbiParameters } from 'viem/utils'

/** As long as anything that the nodes sign. */
const MOST_BYTES = 120_000

/**
 * Arguments, if the bytes are what an encoder writes for them. Bytes that a contract could take for
 * something else than we do, as those with dirt around an address, are nothing to be explained.
 */
export const decodeArguments = (
  parameters: readonly AbiParameter[],
  body: string,
): readonly unknown[] | undefined => {
  if (body.length > 2 * MOST_BYTES) return undefined
  if (parameters.length === 0) return []
  try {
    const data: Hex = `0x${body.toLowerCase()}`
    const values: readonly unknown[] = decodeAbiParameters(parameters, data)
    // Some pages write a mark of theirs behind the arguments, which no contract reads.
    return data.startsWith(encodeAbiParameters(parameters, values)) ? values : undefined
  } catch {
    return undefined
  }
}
