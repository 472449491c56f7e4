import type { Operation } from './operations.ts'
import type { Row } from './row.ts'

export type Goal = { readonly goal: string; readonly met: boolean }

type Limit = (row: Row, all: readonly Row[]) => readonly Goal[]

const milliseconds = (limit: number, measured: number, of = ''): Goal => ({
  goal: `${limit} ms${of}`,
  met: measured <= limit,
})

const within =
  (limit: number): Limit =>
  (row) => [milliseconds(limit, row.medianMs)]

/** For the shapes that have one, by shape. */
const byShape =
  (limits: Readonly<Record<string, number>>): Limit =>
  (row) => {
    const limit = limits[`${row.t}-of-${row.n}`]
    return limit === undefined ? [] : [milliseconds(limit, row.medianMs)]
  }

const kilobytes = (limit: number, measured: number | undefined, of: string): readonly Goal[] =>
  measured === undefined ? [] : [{ goal: `${limit} kB ${of}`, met: measured <= limit * 1000 }]

/** Against key generation in the same run. */
const twiceGeneration: Limit = (row, all) => {
  const generated = all.find(
    ({ operation, n, t }) => operation === 'dkg' && n === row.n && t === row.t,
  )
  return generated === undefined
    ? []
    : [
        {
          goal: '2 x dkg',
          met: row.medianMs / row.unitMs <= (2 * generated.medianMs) / generated.unitMs,
        },
      ]
}

const limits: Partial<Readonly<Record<Operation, Limit>>> = {
  dkg: byShape({ '2-of-3': 20, '3-of-5': 35, '7-of-10': 90 }),
  refresh: twiceGeneration,
  reshare: twiceGeneration,
  'pair-setup': (row) => [milliseconds(450, row.sumMs, ' a pair')],
  presign: (row, all) => [
    ...byShape({ '2-of-3': 15, '3-of-5': 28, '7-of-10': 75 })(row, all),
    ...kilobytes(80, row.bytesPerPeer, 'a peer'),
    ...kilobytes(2 + 0.5 * (row.t - 1), row.heapBytes, 'in memory'),
  ],
  sign: within(1.5),
  combine: within(3),
  'bls-share': within(6),
  'bls-combine': byShape({ '7-of-10': 5 }),
}

/** What was to be reached, each an upper bound, and whether this run did. */
export const goalsOf = (row: Row, all: readonly Row[]): readonly Goal[] =>
  limits[row.operation]?.(row, all) ?? []
