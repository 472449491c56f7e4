/** Something that only the operator can mend; the message says how. A start that meets it ends. */
export class SetupProblem extends Error {
  override readonly name = 'SetupProblem'
}

/** The text of whatever was thrown. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** Says which address it was that could not be had. */
export const listening = async <T>(
  what: string,
  { host, port }: { readonly host: string; readonly port: number },
  started: Promise<T>,
): Promise<T> => {
  try {
    return await started
  } catch (error) {
    throw new SetupProblem(`cannot listen on ${host}:${port} for ${what}: ${reasonOf(error)}`)
  }
}
