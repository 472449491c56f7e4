import { rpcCode } from '../../messages/rpc-error.ts'
import { ProviderError } from './provider-error.ts'

// Kept from before the page ran.
const { parse, stringify } = JSON

/** As it travels: what is no JSON could not be asked of a chain either. */
export const plainCopy = (params: unknown): unknown => {
  if (params === undefined) return undefined
  try {
    const text = stringify(params) as string | undefined
    return text === undefined ? undefined : (parse(text) as unknown)
  } catch {
    throw new ProviderError({
      code: rpcCode.invalidParams,
      message: 'The parameters cannot be written as JSON: write large numbers in hex.',
    })
  }
}
