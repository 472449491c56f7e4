import { PayloadError } from '../../errors.ts'
import { structsIn, type Member, type StructTypes } from './struct-types.ts'

export const membersOf = (types: StructTypes, name: string): readonly Member[] => {
  const members = types.get(name)
  if (members === undefined) throw new PayloadError('bad-type', `"types" lacks ${name}`)
  return members
}

/** All structs within, however they go in circles. */
const reachable = (types: StructTypes, name: string): ReadonlySet<string> => {
  const found = new Set([name])
  for (const one of found) {
    for (const inner of structsIn(membersOf(types, one))) found.add(inner)
  }
  return found
}

export const encodeMembers = (members: readonly Member[]): string =>
  members.map(({ written, name }) => `${written} ${name}`).join(',')

/** https://eips.ethereum.org/EIPS/eip-712#definition-of-encodetype */
export const encodeType = (types: StructTypes, name: string): string => {
  const [first, ...others] = reachable(types, name)
  return [first ?? name, ...others.sort()]
    .map((one) => `${one}(${encodeMembers(membersOf(types, one))})`)
    .join('')
}
