import { isJsonObject, parseJson, type Json } from '../encoding/json.ts'
import { bytesToText } from '../encoding/text.ts'
import { PayloadError } from '../errors.ts'

export const methodOf = (message: Json): string | null => {
  if (!isJsonObject(message) || message.size !== 1) return null
  const [method] = message.keys()
  return method ?? null
}

/** CosmWasm calls a function by an object with its name as the one key. */
export const readContractMethod = (message: Uint8Array): string | null => {
  try {
    return methodOf(parseJson(bytesToText(message)))
  } catch (error) {
    if (error instanceof PayloadError) return null
    throw error
  }
}
