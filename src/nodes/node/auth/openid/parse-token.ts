import { createHash } from 'node:crypto'
import type { Hex } from 'viem'
import { isJsonObject, parseJson, type JsonObject } from '../../../../payloads/encoding/json.ts'
import { bytesToText } from '../../../../payloads/encoding/text.ts'
import { badProof } from '../bad-proof.ts'

export type Token = {
  readonly header: JsonObject
  readonly claims: JsonObject
  /** Of what is signed, which has one spelling; a signature may have several. */
  readonly signedHash: Hex
}

const MAX_DEPTH = 8

/** Reads a compact JWS in its one spelling; whether it is signed is not looked at. */
export const parseToken = (text: string): Token => {
  const [header = '', claims = '', signature = '', ...more] = text.split('.')
  if (more.length > 0 || [header, claims, signature].some((part) => part === '')) {
    throw badProof('token-form', 'a token has three parts')
  }
  decode(signature)
  const signed = createHash('sha256').update(`${header}.${claims}`).digest('hex')
  return { header: readObject(header), claims: readObject(claims), signedHash: `0x${signed}` }
}

const decode = (part: string): Buffer => {
  const bytes = Buffer.from(part, 'base64url')
  if (bytes.toString('base64url') === part) return bytes
  throw badProof('token-form', 'a part of the token is not base64url as everybody writes it')
}

const readObject = (part: string): JsonObject => {
  const bytes = decode(part)
  try {
    const value = parseJson(bytesToText(bytes), { maxDepth: MAX_DEPTH })
    if (isJsonObject(value)) return value
  } catch {
    // The reason would repeat what is in the token.
  }
  throw badProof('token-form', 'a part of the token is no JSON object that reads in one way')
}
