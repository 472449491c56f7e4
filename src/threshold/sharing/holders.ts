import type { PartyId } from '../errors.ts'

/** The holders a key can have at most. */
export const MAX_PARTIES = 20

const MAX_PARTY_ID = 0xffff
const MAX_EPOCH = 0xffff_ffff

/** Who holds a key in one epoch, and how many of them it takes to use it. */
export type Holders = {
  readonly parties: readonly PartyId[]
  readonly threshold: number
  readonly epoch: number
}

export const ascending = (parties: Iterable<PartyId>): PartyId[] =>
  [...parties].toSorted((a, b) => a - b)

/** What no honest caller would ask for, in words; undefined when there is nothing to object to. */
export const holdersProblem = ({ parties, threshold, epoch }: Holders): string | undefined => {
  if (parties.length < 2 || parties.length > MAX_PARTIES) {
    return `a key has 2 to ${MAX_PARTIES} holders, not ${parties.length}`
  }
  if (!parties.every((party) => isWithin(party, 1, MAX_PARTY_ID))) {
    return `parties are numbered from 1 to ${MAX_PARTY_ID}`
  }
  if (new Set(parties).size !== parties.length) return 'a party is named twice'
  if (!isWithin(threshold, 2, parties.length)) {
    return `the threshold lies between 2 and ${parties.length}, not at ${threshold}`
  }
  if (!isWithin(epoch, 0, MAX_EPOCH)) return `${epoch} is no epoch`
  return undefined
}

const isWithin = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max
