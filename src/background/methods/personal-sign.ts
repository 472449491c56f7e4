import { fromHex, toHex } from '../../payloads/encoding/hex.ts'
import { textToBytes } from '../../payloads/encoding/text.ts'
import { MAX_PAYLOAD_BYTES } from '../../payloads/payload.ts'
import { askPerson } from './ask-person.ts'
import type { Method } from './method.ts'
import { isAddress } from './read-params/address-of.ts'
import { invalid, listOf, orInvalid } from './read-params/params.ts'
import { chainOf, requireGranted } from './site-state.ts'

/** Hex behind 0x is the bytes themselves, anything else is text; not a byte is added or lost. */
export const messageBytes = (message: unknown): Uint8Array => {
  if (typeof message !== 'string') throw invalid('The message has to be text, or hex behind 0x.')
  const isHex = /^0x(?:[0-9a-fA-F]{2})*$/.test(message)
  const bytes = orInvalid(() => (isHex ? fromHex(message) : textToBytes(message)), 'the message')
  if (bytes.length > MAX_PAYLOAD_BYTES) {
    throw invalid(`The message is longer than ${MAX_PAYLOAD_BYTES} bytes.`)
  }
  return bytes
}

/** `personal_sign`; pages name message and account in either order. */
export const personalSign: Method = async (context, params) => {
  const [one, other] = listOf(params)
  const swapped = isAddress(one) && !isAddress(other)
  const [message, address] = swapped ? [other, one] : [one, other]
  if (!isAddress(address)) throw invalid('Name the account that signs.')
  const account = requireGranted(context, context.by.origin, address)
  const { chainId } = chainOf(context, context.by.origin)
  const bytes = toHex(messageBytes(message))
  return askPerson(context, context.kinds.message, { account, chainId, bytes })
}
