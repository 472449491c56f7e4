/** Something that only whoever runs this can mend; the message says how. */
export class OperatorProblem extends Error {
  override readonly name = 'OperatorProblem'
}

/** The first line of whatever was thrown: libraries put whole requests below it. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
