// https://docs.cosmos.network/sdk/latest/reference/architecture/adr-036-arbitrary-signature
import { sha256 } from '@noble/hashes/sha2.js'
import { base64, bech32 } from '@scure/base'
import { textToBytes } from '../encoding/text.ts'
import { PayloadError } from '../errors.ts'

export type Adr36 = { readonly signer: string; readonly data: Uint8Array }

/** An account's address: lower case, with a checksum that a typing error breaks. */
const checkSigner = (signer: string): void => {
  const read = bech32.decodeUnsafe(signer)
  if (read === undefined || signer !== signer.toLowerCase()) {
    throw new PayloadError('bad-address', 'the signer is no bech32 address in lower case')
  }
}

/** A document that no chain takes for a transaction, with keys in order and no space. */
export const serializeAdr36 = ({ signer, data }: Adr36): Uint8Array => {
  checkSigner(signer)
  const value = `{"data":"${base64.encode(data)}","signer":"${signer}"}`
  return textToBytes(
    '{"account_number":"0","chain_id":"","fee":{"amount":[],"gas":"0"},"memo":"",' +
      `"msgs":[{"type":"sign/MsgSignData","value":${value}}],"sequence":"0"}`,
  )
}

export const adr36Digest = (message: Adr36): Uint8Array => sha256(serializeAdr36(message))
