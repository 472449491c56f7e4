import { base64 } from '@scure/base'
import { serializeAminoSignDoc } from '../../payloads/cosmos/amino-sign-doc.ts'
import { equalBytes } from '../../payloads/encoding/bytes.ts'
import { serializeAdr36 } from '../../payloads/message/adr36.ts'

type Doc = { readonly msgs: readonly { readonly type: string; readonly value: unknown }[] }

/**
 * The data of a document of ADR-36 for this account, which is a payload of its own kind. Undefined
 * for every other document, one that only looks like it included: nodes refuse those.
 */
export const adr36DataOf = (doc: Doc, signer: string): Uint8Array | undefined => {
  const [message] = doc.msgs
  if (message?.type !== 'sign/MsgSignData') return undefined
  const { value } = message
  if (typeof value !== 'object' || value === null || !('data' in value)) return undefined
  if (typeof value.data !== 'string') return undefined
  try {
    const data = base64.decode(value.data)
    const asked = serializeAminoSignDoc(JSON.stringify(doc))
    return equalBytes(asked, serializeAdr36({ signer, data })) ? data : undefined
  } catch {
    return undefined
  }
}
