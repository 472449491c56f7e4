/** Errors that were written for whoever runs the command: their message says what to do. */
const meant = new Set(['OperatorProblem', 'SetupProblem', 'ProtocolError', 'RegistryError'])

export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return meant.has(error.name) ? error.message : (error.stack ?? error.message)
}
