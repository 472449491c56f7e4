import { fromHex } from '../../../payloads/encoding/hex.ts'
import { printableText } from '../../../payloads/encoding/text.ts'
import type { Subject } from '../../approvals/kinds/review.ts'
import { readSiwe, type ReadSiwe } from '../explain/read-siwe.ts'

/** From the bytes that are signed. */
export const readSubjectSiwe = (subject: Subject): ReadSiwe | undefined => {
  if (subject.kind !== 'message') return undefined
  const text = printableText(fromHex(subject.bytes))
  return text === undefined ? undefined : readSiwe(text)
}
