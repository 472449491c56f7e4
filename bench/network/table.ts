import { markdownTable, type Column } from '../markdown-table.ts'
import { median, quantile } from '../measure.ts'
import type { NetworkRow } from './row.ts'

const figure = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)

const columns: readonly Column<NetworkRow>[] = [
  { title: 'operation', cell: ({ operation }) => operation, isText: true },
  { title: 'n', cell: ({ n }) => `${n}` },
  { title: 'T', cell: ({ t }) => `${t}` },
  { title: 'median ms', cell: ({ times }) => figure(median(times)) },
  { title: 'p95 ms', cell: ({ times }) => figure(quantile(times, 0.95)) },
  { title: 'p99 ms', cell: ({ times }) => figure(quantile(times, 0.99)) },
  { title: 'units', cell: ({ times, units }) => figure(median(times) / median(units)) },
  { title: 'unit ms', cell: ({ units }) => median(units).toFixed(3) },
  { title: 'samples', cell: ({ times }) => `${times.length}` },
  {
    title: 'goal',
    cell: ({ goals }) => goals.map(({ goal }) => goal).join(', '),
    isText: true,
  },
  {
    title: 'met',
    cell: ({ goals }) => goals.map(({ met }) => (met ? 'yes' : 'no')).join(', '),
    isText: true,
  },
  { title: 'beside it', cell: ({ note }) => note ?? '', isText: true },
]

export const tableOf = (rows: readonly NetworkRow[]): string => markdownTable(columns, rows)
