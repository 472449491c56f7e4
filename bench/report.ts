import { goalsOf } from './goals.ts'
import type { Row } from './row.ts'

const figure = (value: number): string => value.toFixed(value < 10 ? 2 : 1)

const columns: readonly (readonly [string, (row: Row, all: readonly Row[]) => string])[] = [
  ['operation', ({ operation }) => operation],
  ['n', ({ n }) => `${n}`],
  ['T', ({ t }) => `${t}`],
  ['median ms', ({ medianMs }) => figure(medianMs)],
  ['p95 ms', ({ p95Ms }) => figure(p95Ms)],
  ['units', ({ medianMs, unitMs }) => figure(medianMs / unitMs)],
  ['unit ms', ({ unitMs }) => unitMs.toFixed(3)],
  ['bytes a peer', ({ bytesPerPeer }) => `${bytesPerPeer}`],
  ['heap bytes', ({ heapBytes }) => `${heapBytes ?? ''}`],
  [
    'goal',
    (row, all) =>
      goalsOf(row, all)
        .map(({ goal }) => goal)
        .join(', '),
  ],
  [
    'met',
    (row, all) =>
      goalsOf(row, all)
        .map(({ met }) => (met ? 'yes' : 'no'))
        .join(', '),
  ],
]

const words = new Set(['operation', 'goal', 'met'])

/** A table in Markdown that reads well as it is. */
export const table = (rows: readonly Row[], all: readonly Row[]): string => {
  const laidOut = columns.map(([title, cell]) => {
    const texts = [title, ...rows.map((row) => cell(row, all))]
    const width = Math.max(3, ...texts.map((text) => text.length))
    const isText = words.has(title)
    const [head = '', ...body] = texts.map((text) =>
      isText ? text.padEnd(width) : text.padStart(width),
    )
    return [head, isText ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`, ...body]
  })
  return Array.from(
    { length: rows.length + 2 },
    (_, line) => `| ${laidOut.map((column) => column[line]).join(' | ')} |\n`,
  ).join('')
}

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
