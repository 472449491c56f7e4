import { RegistryError } from './errors.ts'

/** What an auth method may do; `[]` lets it prove who asks, and nothing more. */
export const scope = {
  noPermissions: 0,
  signAnything: 1,
  personalSign: 2,
} as const

const scopes = 256

/** The numbers of the scopes in a record's bits, ascending. */
export function scopesOf(bits: bigint): readonly number[] {
  if (bits < 0n || bits >> BigInt(scopes) !== 0n) {
    throw new RegistryError('bad-parameters', `scopes are ${scopes} bits, got ${bits}`)
  }
  return Array.from({ length: scopes }, (_, number) => number).filter(
    (number) => ((bits >> BigInt(number)) & 1n) === 1n,
  )
}
