import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { JsonTestResults } from 'vitest/node'
import { run } from './run.ts'

export type Skip = { readonly file: string; readonly name: string }

export type Outcome = {
  readonly passed: number
  readonly failed: number
  readonly skips: readonly Skip[]
}

/** Runs the suites of vitest, showing its progress, and counts what they say. */
export async function runSuites(projects: readonly string[]): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'assent-test-'))
  try {
    const report = join(folder, 'report.json')
    const { code } = await run(
      'vitest',
      [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...projects.map((project) => `--project=${project}`),
      ],
      { shown: true },
    )
    return count(await read(report), code)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function read(file: string): Promise<JsonTestResults | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JsonTestResults
  } catch {
    return undefined
  }
}

export function count(report: JsonTestResults | undefined, code: number): Outcome {
  if (report === undefined) return { passed: 0, failed: 1, skips: [] }
  // A file that does not load, or a hook that throws, fails without any failed test.
  const broken = report.testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const failed = report.numFailedTests + broken
  return {
    passed: report.numPassedTests,
    // An error outside any test fails the run, and nothing else in the report says so.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skips: report.testResults.flatMap((file) =>
      file.assertionResults
        .filter((test) => test.status !== 'passed' && test.status !== 'failed')
        .map((test) => ({ file: relative(process.cwd(), file.name), name: test.fullName })),
    ),
  }
}
