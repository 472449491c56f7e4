import { Abort, type PartyId } from '../errors.ts'
import type { Point } from '../groups/group.ts'
import { ascending } from '../sharing/holders.ts'
import { publicShare } from '../sharing/key-share.ts'
import { lagrangeAtZero } from '../sharing/lagrange.ts'
import { dealersOf, participantsOf, sessionOf, type Plan } from './plan.ts'

/** A plan as one party sees it, with what every round asks of it. */
export type Context = {
  readonly plan: Plan
  readonly self: PartyId
  readonly session: Uint8Array
  readonly dealers: readonly PartyId[]
  /** Who will hold the key, ascending. */
  readonly holders: readonly PartyId[]
  readonly participants: readonly PartyId[]
  /** What each dealer's old share weighs in the key; undefined where there is no key yet. */
  readonly weights: ReadonlyMap<PartyId, bigint> | undefined
}

export const contextOf = (plan: Plan, self: PartyId): Context => {
  const dealers = dealersOf(plan)
  return {
    plan,
    self,
    session: sessionOf(plan),
    dealers,
    holders: ascending(plan.next.parties),
    participants: participantsOf(plan),
    weights: plan.previous && lagrangeAtZero(dealers, plan.group.order),
  }
}

/** The point that a dealer of an existing key has to start from; undefined if it is free. */
export const expectedConstant = (
  { plan: { previous }, weights }: Context,
  dealer: PartyId,
): Point | undefined => {
  if (previous === undefined || weights === undefined) return undefined
  return publicShare(previous.sharing, dealer).multiplyUnsafe(weightOf(weights, dealer))
}

export const weightOf = (weights: ReadonlyMap<PartyId, bigint>, dealer: PartyId): bigint => {
  const weight = weights.get(dealer)
  if (weight === undefined) throw new Abort('internal', [], `${dealer} does not deal`)
  return weight
}
