import { expect, test } from 'vitest'
import type { JsonTestResults } from 'vitest/node'
import { count } from '../../scripts/suites.ts'

type Status = 'passed' | 'failed' | 'skipped' | 'todo'

test.each([
  { name: 'all passed', files: [['passed', 'passed']], code: 0, counts: [2, 0, 0] },
  { name: 'one failed', files: [['passed', 'failed'], ['passed']], code: 1, counts: [2, 1, 0] },
  { name: 'one left out', files: [['passed', 'skipped', 'todo']], code: 0, counts: [1, 0, 2] },
  { name: 'a file did not load', files: [['passed'], []], broken: 1, code: 1, counts: [1, 1, 0] },
  { name: 'a hook threw', files: [['skipped']], broken: 0, code: 1, counts: [0, 1, 1] },
  { name: 'an error nobody awaited', files: [['passed']], code: 1, counts: [1, 1, 0] },
  { name: 'no tests at all', files: [], code: 1, counts: [0, 1, 0] },
] satisfies Run[])('counts: $name', ({ files, broken, code, counts }: Run) => {
  const { passed, failed, skips } = count(report(files, broken), code)
  expect([passed, failed, skips.length]).toEqual(counts)
})

test('counts a run without a report as a failure', () => {
  expect(count(undefined, 0)).toEqual({ passed: 0, failed: 1, skips: [] })
})

type Run = {
  readonly name: string
  readonly files: readonly (readonly Status[])[]
  /** Place of a file that failed as a whole. */
  readonly broken?: number
  readonly code: number
  readonly counts: readonly [passed: number, failed: number, skipped: number]
}

function report(files: Run['files'], broken: number | undefined): JsonTestResults {
  const statuses = files.flat()
  const those = (status: Status): number => statuses.filter((each) => each === status).length
  return {
    numFailedTests: those('failed'),
    numPassedTests: those('passed'),
    testResults: files.map((tests, place) => ({
      name: `file-${place}.test.ts`,
      status: place === broken || tests.includes('failed') ? 'failed' : 'passed',
      assertionResults: tests.map((status) => ({ status, fullName: status })),
    })),
  } as JsonTestResults
}
