import { markdownTable, type Column } from '../markdown-table.ts'
import { median, quantile } from '../measure.ts'

export type WalletRow = {
  readonly operation: string
  readonly times: readonly number[]
  /** Of the median, in milliseconds. */
  readonly limit?: number
}

const figure = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)

const columns: readonly Column<WalletRow>[] = [
  { title: 'operation', cell: ({ operation }) => operation, isText: true },
  { title: 'median ms', cell: ({ times }) => figure(median(times)) },
  { title: 'p95 ms', cell: ({ times }) => figure(quantile(times, 0.95)) },
  { title: 'samples', cell: ({ times }) => `${times.length}` },
  {
    title: 'goal',
    cell: ({ limit }) => (limit === undefined ? '' : `${limit} ms`),
    isText: true,
  },
  {
    title: 'met',
    cell: ({ times, limit }) => (limit === undefined ? '' : median(times) <= limit ? 'yes' : 'no'),
    isText: true,
  },
]

export const tableOf = (rows: readonly WalletRow[]): string => markdownTable(columns, rows)
