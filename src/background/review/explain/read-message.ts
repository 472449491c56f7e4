import type { SiweView } from '../../../messages/popup/approval-view.ts'
import { fromHex } from '../../../payloads/encoding/hex.ts'
import { printableText } from '../../../payloads/encoding/text.ts'
import { readSiwe } from './read-siwe.ts'

/** The text, where all of it can be seen, and the sign-in that it is, if it is one. */
export const readMessage = (
  bytes: string,
): { readonly text?: string; readonly siwe?: SiweView } => {
  const text = printableText(fromHex(bytes))
  if (text === undefined) return {}
  const read = readSiwe(text)
  return read !== undefined && 'siwe' in read ? { text, siwe: read.siwe } : { text }
}
