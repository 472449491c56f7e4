import { fromHex } from '../../../payloads/encoding/hex.ts'
import { printableText } from '../../../payloads/encoding/text.ts'
import type { Subject } from '../../approvals/kinds/review.ts'
import { readSiwe, type ReadSiwe } from '../explain/read-siwe.ts'

/** From the bytes that are signed; hidden characters do not hide a sign-in. */
export const readSubjectSiwe = (subject: Subject): ReadSiwe | undefined => {
  if (subject.kind !== 'message') return undefined
  const bytes = fromHex(subject.bytes)
  const text = printableText(bytes)
  if (text !== undefined) return readSiwe(text)
  const read = readSiwe(new TextDecoder().decode(bytes).replace(/\p{Cf}/gu, ''))
  if (read === undefined) return undefined
  const domain = 'siwe' in read ? read.siwe.domain : read.domain
  return { malformed: 'it has characters that cannot be seen', domain }
}
