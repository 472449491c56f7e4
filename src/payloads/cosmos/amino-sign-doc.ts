// https://docs.cosmos.network/sdk/latest/learn/advanced/transactions (SIGN_MODE_LEGACY_AMINO_JSON)
import { sha256 } from '@noble/hashes/sha2.js'
import { parseJson, type Json } from '../encoding/json.ts'
import { bytesToText, textToBytes } from '../encoding/text.ts'
import { PayloadError } from '../errors.ts'
import { writeAminoJson } from './amino-json.ts'
import { readAminoObject } from './amino-object.ts'
import { checkChainId } from './chain-id.ts'
import type { CosmosMessage } from './cosmos-message.ts'
import type { CosmosFee } from './fee.ts'
import { readAminoMessage } from './read-amino-message.ts'

export type AminoSignDoc = {
  readonly chainId: string
  readonly accountNumber: bigint
  readonly sequence: bigint
  readonly messages: readonly CosmosMessage[]
  readonly memo: string
  readonly timeoutHeight: bigint
  readonly fee: CosmosFee
  /** The bytes whose hash is signed. */
  readonly bytes: Uint8Array
}

/** The bytes to be signed of a document in any order and spacing. */
export const serializeAminoSignDoc = (text: string): Uint8Array =>
  textToBytes(writeAminoJson(parseJson(text)))

const readFee = (json: Json): CosmosFee =>
  readAminoObject(json, 'the fee', ({ coins, decimal, optionalText }) => ({
    amounts: coins('amount'),
    gas: decimal('gas'),
    payer: optionalText('payer'),
    granter: optionalText('granter'),
  }))

const checkMessages = (messages: readonly CosmosMessage[]): void => {
  if (messages.length === 0) {
    throw new PayloadError('missing-field', 'the transaction has no message')
  }
  // Data of an application's choice is a payload of its own kind, and judged as one.
  if (messages.some(({ type }) => type === 'sign/MsgSignData')) {
    throw new PayloadError('contradiction', 'give data to be signed as a payload of kind adr36')
  }
}

/** A document from exactly the bytes that are signed. */
export const parseAminoSignDoc = (bytes: Uint8Array): AminoSignDoc => {
  const text = bytesToText(bytes, 'the sign doc')
  const json = parseJson(text)
  const doc = readAminoObject(json, 'the sign doc', (object) => ({
    chainId: object.text('chain_id'),
    accountNumber: object.decimal('account_number'),
    sequence: object.decimal('sequence'),
    messages: object.list('msgs').map((message) => readAminoMessage(message)),
    memo: object.text('memo'),
    timeoutHeight: object.has('timeout_height') ? object.decimal('timeout_height') : 0n,
    fee: readFee(object.value('fee')),
    bytes: bytes.slice(),
  }))
  checkMessages(doc.messages)
  checkChainId(doc.chainId)
  if (writeAminoJson(json) !== text) {
    throw new PayloadError('not-canonical', 'the sign doc is not sorted, or not written as signed')
  }
  return doc
}

export const aminoSignDocDigest = (doc: AminoSignDoc): Uint8Array => sha256(doc.bytes)
