import type { Activity } from '../../../protocol/activity.ts'
import type { CeremonyView } from './snapshot.ts'

/** Nodes end one ceremony within this, and seldom run two of a kind with the same parties in it. */
const together = 3000

type Told = Activity['ceremonies'][number] & { readonly teller: number }

/**
 * Ceremonies, the latest first; what several nodes tell of one is told once. Presignatures that
 * came about are left out: they are seen as signatures.
 */
export function mergeCeremonies(nodes: readonly Activity[], most: number): readonly CeremonyView[] {
  const told = nodes
    .flatMap(({ party, ceremonies }) =>
      ceremonies.map((each): Told => ({ teller: party, ...each })),
    )
    .filter(({ kind, outcome }) => kind !== 'presignature' || outcome !== 'done')
    .toSorted((left, right) => right.at - left.at)
  const merged: CeremonyView[] = []
  for (const one of told) {
    const place = merged.findLastIndex((known) => isSame(known, one))
    const known = merged[place]
    if (known === undefined) merged.push(viewOf(one))
    else merged[place] = join(known, one)
  }
  return merged.slice(0, most)
}

const isSame = (known: CeremonyView, { at, kind, parties, outcome, teller }: Told): boolean =>
  known.kind === kind &&
  known.outcome === outcome &&
  known.at - at < together &&
  !known.tellers.includes(teller) &&
  known.parties.join() === parties.join()

const viewOf = ({ teller, ...rest }: Told): CeremonyView => ({ ...rest, tellers: [teller] })

const join = (known: CeremonyView, { ms, culprits, teller }: Told): CeremonyView => ({
  ...known,
  ms: Math.max(known.ms, ms),
  culprits: [...new Set([...known.culprits, ...culprits])].toSorted((a, b) => a - b),
  tellers: [...known.tellers, teller].toSorted((a, b) => a - b),
})
