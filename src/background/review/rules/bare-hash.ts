import { fromHex } from '../../../payloads/encoding/hex.ts'
import { printableText } from '../../../payloads/encoding/text.ts'
import { warn, type Rule } from './rule.ts'

/** It stands for something that the person is not shown. */
export const bareHash: Rule = (subject) => {
  if (subject.kind !== 'message') return []
  const bytes = fromHex(subject.bytes)
  const text = printableText(bytes)
  if (text === undefined) {
    return bytes.length === 32 ? [warn('bare-hash', 'caution', { hash: subject.bytes })] : []
  }
  const hash = text.trim()
  return /^(?:0x)?[0-9a-f]{64}$/i.test(hash) ? [warn('bare-hash', 'caution', { hash })] : []
}
