import { existsSync } from 'node:fs'
import { OperatorProblem } from '../deployment/problem.ts'

/** A deployment's file is the only record of where its contracts are. */
export function refuseExisting(path: string): void {
  if (existsSync(path)) throw new OperatorProblem(`${path} exists: choose another name for --out`)
}
