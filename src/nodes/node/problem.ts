/** Something that only the operator can mend; the message says how. A start that meets it ends. */
export class SetupProblem extends Error {
  override readonly name = 'SetupProblem'
}

/** The text of whatever was thrown. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
