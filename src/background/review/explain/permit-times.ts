import { isJsonObject, type Json, type JsonObject } from '../../../payloads/encoding/json.ts'
import type { TypedData } from '../../../payloads/message/typed-data/parse-typed-data.ts'
import { readUint } from '../../../payloads/message/typed-data/read-value.ts'

const time = (of: JsonObject, name: string): bigint => readUint(of.get(name), 256, name)

const details = (value: Json | undefined): readonly JsonObject[] =>
  (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter(isJsonObject)

/**
 * Until when what a permit allows can be used, one for each of its effects. A permit of EIP-2612
 * has none: its deadline only says until when somebody may hand it in, and what it allows stays.
 */
export const permitTimes = ({ primaryType, message }: TypedData): readonly bigint[] => {
  switch (primaryType) {
    case 'PermitSingle':
    case 'PermitBatch':
      return details(message.get('details')).map((one) => time(one, 'expiration'))
    case 'PermitTransferFrom':
    case 'PermitBatchTransferFrom':
    case 'PermitWitnessTransferFrom':
    case 'PermitBatchWitnessTransferFrom':
      return message.has('deadline')
        ? details(message.get('permitted')).map(() => time(message, 'deadline'))
        : []
    default:
      return []
  }
}

/** Until when somebody may hand the permit in. */
export const permitDeadline = ({ message }: TypedData): bigint | undefined => {
  const name = ['deadline', 'expiry', 'sigDeadline', 'validBefore'].find((one) => message.has(one))
  return name === undefined ? undefined : time(message, name)
}
