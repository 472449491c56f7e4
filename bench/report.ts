import { goalsOf } from './goals.ts'
import { markdownTable, type Column } from './markdown-table.ts'
import type { Row } from './row.ts'

const figure = (value: number): string => value.toFixed(value < 10 ? 2 : 1)

const columnsOf = (all: readonly Row[]): readonly Column<Row>[] => [
  { title: 'operation', cell: ({ operation }) => operation, isText: true },
  { title: 'n', cell: ({ n }) => `${n}` },
  { title: 'T', cell: ({ t }) => `${t}` },
  { title: 'median ms', cell: ({ medianMs }) => figure(medianMs) },
  { title: 'p95 ms', cell: ({ p95Ms }) => figure(p95Ms) },
  { title: 'units', cell: ({ medianMs, unitMs }) => figure(medianMs / unitMs) },
  { title: 'unit ms', cell: ({ unitMs }) => unitMs.toFixed(3) },
  { title: 'bytes a peer', cell: ({ bytesPerPeer }) => `${bytesPerPeer}` },
  { title: 'heap bytes', cell: ({ heapBytes }) => `${heapBytes ?? ''}` },
  {
    title: 'goal',
    cell: (row) =>
      goalsOf(row, all)
        .map(({ goal }) => goal)
        .join(', '),
    isText: true,
  },
  {
    title: 'met',
    cell: (row) =>
      goalsOf(row, all)
        .map(({ met }) => (met ? 'yes' : 'no'))
        .join(', '),
    isText: true,
  },
]

export const table = (rows: readonly Row[], all: readonly Row[]): string =>
  markdownTable(columnsOf(all), rows)

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

/** One object a line. */
export const jsonLine = (row: Row, all: readonly Row[]): string =>
  `${JSON.stringify({
    operation: row.operation,
    n: row.n,
    t: row.t,
    median_ms: rounded(row.medianMs, 3),
    p95_ms: rounded(row.p95Ms, 3),
    unit_ms: rounded(row.unitMs, 4),
    unit_multiple: rounded(row.medianMs / row.unitMs, 2),
    bytes_per_peer: row.bytesPerPeer,
    heap_bytes: row.heapBytes ?? null,
    goals: goalsOf(row, all),
  })}\n`
