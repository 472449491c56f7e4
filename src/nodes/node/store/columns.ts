import type { Row } from './database.ts'
import { StoreError } from './store-error.ts'

const wrong = (name: string, wanted: string): StoreError =>
  new StoreError('corrupt', `column ${name} of the store does not hold ${wanted}`)

export const bytesIn = (row: Row, name: string): Uint8Array => {
  const value = row[name]
  if (value instanceof Uint8Array) return value
  throw wrong(name, 'bytes')
}

export const textIn = (row: Row, name: string): string => {
  const value = row[name]
  if (typeof value === 'string') return value
  throw wrong(name, 'text')
}

export const numberIn = (row: Row, name: string): number => {
  const value = row[name]
  if (typeof value === 'number') return value
  throw wrong(name, 'a number')
}
