import { median, quantile } from '../measure.ts'
import type { NetworkRow } from './row.ts'

const figure = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)

const columns: readonly (readonly [string, (row: NetworkRow) => string])[] = [
  ['operation', ({ operation }) => operation],
  ['n', ({ n }) => `${n}`],
  ['T', ({ t }) => `${t}`],
  ['median ms', ({ times }) => figure(median(times))],
  ['p95 ms', ({ times }) => figure(quantile(times, 0.95))],
  ['p99 ms', ({ times }) => figure(quantile(times, 0.99))],
  ['units', ({ times, units }) => figure(median(times) / median(units))],
  ['unit ms', ({ units }) => median(units).toFixed(3)],
  ['samples', ({ times }) => `${times.length}`],
  ['goal', ({ goals }) => goals.map(({ goal }) => goal).join(', ')],
  ['met', ({ goals }) => goals.map(({ met }) => (met ? 'yes' : 'no')).join(', ')],
  ['', ({ note }) => note ?? ''],
]

const words = new Set(['operation', 'goal', 'met', ''])

/** In Markdown. */
export const tableOf = (rows: readonly NetworkRow[]): string => {
  const laidOut = columns.map(([title, cell]) => {
    const texts = [title, ...rows.map((row) => cell(row))]
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
