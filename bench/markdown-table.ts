export type Column<Row> = {
  readonly title: string
  readonly cell: (row: Row) => string
  /** Words stand on the left, figures on the right. */
  readonly isText?: boolean
}

/** A table in Markdown that reads well as it is. */
export const markdownTable = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): string => {
  const laidOut = columns.map(({ title, cell, isText = false }) => {
    const texts = [title, ...rows.map((row) => cell(row))]
    const width = Math.max(3, ...texts.map((text) => text.length))
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
