import { readFileSync } from 'node:fs'
import type * as z from 'zod'
import { OperatorProblem, reasonOf } from './problem.ts'

/** Reads a file that a person may have written; everything wrong with it is said at once. */
export function readJson<T>(path: string, what: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parse(path, what))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.') || 'the file'}: ${issue.message}`,
  )
  throw new OperatorProblem(`mend ${what} ${path}:\n${problems.join('\n')}`)
}

function parse(path: string, what: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new OperatorProblem(`cannot read ${what} ${path}: ${reasonOf(error)}`)
  }
}
