// https://www.w3.org/TR/webauthn-3/#dictdef-collectedclientdata
import type { Hex } from 'viem'
import { fromHex } from '../../../../payloads/encoding/hex.ts'
import { isJsonObject, parseJson, type JsonObject } from '../../../../payloads/encoding/json.ts'
import { bytesToText } from '../../../../payloads/encoding/text.ts'
import { badProof } from '../bad-proof.ts'

/** What the browser says of the page on which the passkey was used. */
export const checkClientData = (
  bytes: Uint8Array,
  expected: { readonly challenge: Hex; readonly origins: readonly string[] },
): { readonly origin: string } => {
  const data = read(bytes)
  if (data.get('type') !== 'webauthn.get') {
    throw badProof('client-data', 'this is not from a sign-in by a passkey')
  }
  if (data.get('challenge') !== Buffer.from(fromHex(expected.challenge)).toString('base64url')) {
    throw badProof('challenge', 'the passkey answered another challenge than the statement’s hash')
  }
  const origin = data.get('origin')
  if (typeof origin !== 'string' || !expected.origins.includes(origin)) {
    throw badProof('origin', 'the passkey was used on a page that is not of this deployment')
  }
  const crossOrigin = data.get('crossOrigin')
  if ((crossOrigin !== undefined && crossOrigin !== false) || data.has('topOrigin')) {
    throw badProof('origin', 'the passkey was used inside a page of somebody else')
  }
  return { origin }
}

const read = (bytes: Uint8Array): JsonObject => {
  try {
    const value = parseJson(bytesToText(bytes), { maxDepth: 4 })
    if (isJsonObject(value)) return value
  } catch {
    // Which byte was wrong helps nobody.
  }
  throw badProof('client-data', 'the client data is no JSON object that reads in one way')
}
