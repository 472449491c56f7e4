import type { Hex } from '../../payloads/encoding/hex.ts'
import { signerPairs } from '../../threshold/ecdsa/header.ts'
import type { NodeStatus } from '../network/network.ts'

/** Who is to sign together, of which run each, over which pairs: what a header is made of. */
export type SignerPlan = {
  /** Ascending. */
  readonly signers: readonly number[]
  readonly boots: readonly Hex[]
  /** In the order of `signerPairs`. */
  readonly generations: readonly Hex[]
}

export const planName = ({ signers }: Pick<SignerPlan, 'signers'>): string => signers.join(',')

/** More than any set of twenty nodes with a few pairs missing takes. */
const MOST_STEPS = 50_000

/**
 * The cheapest threshold of nodes of which each two share a live pair; undefined when there is none.
 * A pair counts when both sides name the same generation.
 */
export const chooseSigners = (options: {
  readonly statuses: readonly NodeStatus[]
  readonly threshold: number
  readonly cost: (node: number) => number
  /** By `planName`. */
  readonly except: ReadonlySet<string>
}): SignerPlan | undefined => {
  const { threshold, cost, except } = options
  const byCost = options.statuses.toSorted((a, b) => cost(a.party) - cost(b.party))
  let steps = 0

  const extend = (chosen: readonly NodeStatus[], from: number): SignerPlan | undefined => {
    if (chosen.length === threshold) {
      const plan = planOf(chosen)
      return except.has(planName(plan)) ? undefined : plan
    }
    for (let next = from; next <= byCost.length - (threshold - chosen.length); next++) {
      steps += 1
      if (steps > MOST_STEPS) return undefined
      const candidate = byCost[next]
      if (candidate === undefined) return undefined
      if (!chosen.every((one) => sharedGeneration(one, candidate) !== undefined)) continue
      const plan = extend([...chosen, candidate], next + 1)
      if (plan !== undefined) return plan
    }
    return undefined
  }

  return extend([], 0)
}

const planOf = (chosen: readonly NodeStatus[]): SignerPlan => {
  const statuses = chosen.toSorted((a, b) => a.party - b.party)
  const byParty = new Map(statuses.map((status) => [status.party, status]))
  return {
    signers: statuses.map(({ party }) => party),
    boots: statuses.map(({ bootId }) => bootId),
    generations: signerPairs([...byParty.keys()]).map(([low, high]) => {
      const [a, b] = [byParty.get(low), byParty.get(high)]
      const generation = a && b && sharedGeneration(a, b)
      if (generation === undefined) throw new Error('chosen signers share a pair each')
      return generation
    }),
  }
}

const sharedGeneration = (a: NodeStatus, b: NodeStatus): Hex | undefined => {
  const there = a.pairs.find(({ party }) => party === b.party)?.generation
  const back = b.pairs.find(({ party }) => party === a.party)?.generation
  return there !== undefined && there === back ? there : undefined
}
