import { toHex, type Hex } from '../../encoding/hex.ts'
import type { JsonObject } from '../../encoding/json.ts'
import { PayloadError } from '../../errors.ts'
import type { Address } from '../../evm/address.ts'
import { readFieldType } from './field-type.ts'
import { readAddress, readBytes, readString, readUint } from './read-value.ts'
import type { Member } from './struct-types.ts'

/** For whom typed data is meant; null is what the domain leaves open. */
export type Domain = {
  readonly name: string | null
  readonly version: string | null
  readonly chainId: bigint | null
  readonly verifyingContract: Address | null
  readonly salt: Hex | null
}

/** In the order in which a domain without declared type is hashed. */
const standard = new Map([
  ['name', 'string'],
  ['version', 'string'],
  ['chainId', 'uint256'],
  ['verifyingContract', 'address'],
  ['salt', 'bytes32'],
])

/** The type of a domain that came without: the standard fields that it has. */
export const domainType = (domain: JsonObject): readonly Member[] =>
  Array.from(standard)
    .filter(([name]) => domain.has(name))
    .map(([name, written]) => ({ name, written, type: readFieldType(written) }))

export const checkDomainType = (members: readonly Member[]): void => {
  const odd = members.find(({ name, written }) => standard.get(name) !== written)
  if (odd !== undefined) {
    throw new PayloadError('bad-type', `a domain has no member ${odd.written} ${odd.name}`)
  }
}

export const readDomain = (domain: JsonObject): Domain => {
  const read = <T>(name: string, convert: (path: string) => T): T | null =>
    domain.has(name) ? convert(`domain.${name}`) : null
  return {
    name: read('name', (path) => readString(domain.get('name'), path)),
    version: read('version', (path) => readString(domain.get('version'), path)),
    chainId: read('chainId', (path) => readUint(domain.get('chainId'), 256, path)),
    verifyingContract: read('verifyingContract', (path) =>
      readAddress(domain.get('verifyingContract'), path),
    ),
    salt: read('salt', (path) => toHex(readBytes(domain.get('salt'), path, 32))),
  }
}
