import { parseTypedDataV1 } from '../../payloads/message/typed-data-v1/parse-typed-data-v1.ts'
import { parseTypedData } from '../../payloads/message/typed-data/parse-typed-data.ts'
import { MAX_PAYLOAD_BYTES } from '../../payloads/payload.ts'
import { askPerson } from './ask-person.ts'
import type { Method, MethodContext } from './method.ts'
import { isAddress } from './read-params/address-of.ts'
import { invalid, listOf, orInvalid } from './read-params/params.ts'
import { chainOf, requireGranted } from './site-state.ts'

// https://eips.ethereum.org/EIPS/eip-712

/** The text as the page wrote it: a number that is read and written again may be another. */
const textOf = (data: unknown): string => {
  if (typeof data === 'string') return data
  if (typeof data === 'object' && data !== null) return JSON.stringify(data)
  throw invalid('Typed data has to be an object or a list, or the JSON of one.')
}

/** Who signs what; pages give account and data in either order. */
const askedOf = (context: MethodContext, params: unknown) => {
  const [one, other] = listOf(params)
  const [address, data] = isAddress(one) ? [one, other] : [other, one]
  if (!isAddress(address)) throw invalid('Name the account that signs.')
  const account = requireGranted(context, context.by.origin, address)
  const text = textOf(data)
  if (text.length > MAX_PAYLOAD_BYTES) throw invalid('The typed data is too large.')
  const { chainId } = chainOf(context, context.by.origin)
  return { account, chainId, text }
}

const sign =
  (version: 'v3' | 'v4'): Method =>
  async (context, params) => {
    const asked = askedOf(context, params)
    const { types } = orInvalid(() => parseTypedData(asked.text), 'the typed data')
    const hasArrays = [...types.values()].flat().some(({ type }) => type.kind === 'array')
    if (version === 'v3' && hasArrays) {
      throw invalid('eth_signTypedData_v3 has no arrays: ask with eth_signTypedData_v4.')
    }
    return askPerson(context, context.kinds.typedData, asked)
  }

export const signTypedDataV4 = sign('v4')
export const signTypedDataV3 = sign('v3')

export const signTypedDataV1: Method = async (context, params) => {
  const asked = askedOf(context, params)
  orInvalid(() => parseTypedDataV1(asked.text), 'the typed data')
  return askPerson(context, context.kinds.typedDataV1, asked)
}

/** Without a version: a list is the first version, and anything else is what is meant today. */
export const signTypedData: Method = async (context, params) =>
  listOf(params).some((one) => Array.isArray(one))
    ? signTypedDataV1(context, params)
    : signTypedDataV4(context, params)
