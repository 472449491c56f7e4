import type * as z from 'zod'
import { RpcError } from '../../../messages/rpc-error.ts'
import { PayloadError } from '../../../payloads/errors.ts'

export const invalid = (message: string, cause?: unknown): RpcError =>
  new RpcError('invalidParams', message, { cause })

/** By position; a method that takes none, or one, may come without a list. */
export const listOf = (params: unknown): readonly unknown[] => {
  if (params === undefined || params === null) return []
  return Array.isArray(params) ? (params as readonly unknown[]) : [params]
}

/** The only parameter, which is an object. */
export const objectOf = (params: unknown, what: string): Readonly<Record<string, unknown>> => {
  const [first, ...more] = listOf(params)
  if (!isRecord(first) || more.length > 0) throw invalid(`${what} takes one object.`)
  return first
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** By a schema; what does not fit is named. */
export const read = <T>(schema: z.ZodType<T>, value: unknown, what: string): T => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') ?? ''
  throw invalid(`${where === '' ? what : `${what}: ${where}`}: ${issue?.message ?? 'not valid'}.`)
}

/** What the reader of payloads refuses, the page is told in its words. */
export const orInvalid = <T>(run: () => T, what: string): T => {
  try {
    return run()
  } catch (error) {
    if (error instanceof PayloadError) throw invalid(`${what}: ${error.message}.`, error)
    throw error
  }
}
