import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.ts'
import { runSuites, type Outcome, type Skip } from './suites.ts'

type Check = {
  readonly name: string
  readonly tool: string
  readonly parameters: readonly string[]
}

const checks: readonly Check[] = [
  { name: 'format', tool: 'oxfmt', parameters: ['--check'] },
  { name: 'lint', tool: 'oxlint', parameters: ['--type-aware', '--deny-warnings'] },
  { name: 'types', tool: 'tsc', parameters: ['--noEmit'] },
  { name: 'imports', tool: 'depcruise', parameters: ['src'] },
  { name: 'unused', tool: 'knip', parameters: ['--no-progress'] },
]

const all = process.argv.includes('--all')
const outcomes: Outcome[] = []
for (const check of checks) outcomes.push(await runCheck(check))
outcomes.push(await runTests())
const total = {
  passed: sum(outcomes.map(({ passed }) => passed)),
  failed: sum(outcomes.map(({ failed }) => failed)),
  skips: outcomes.flatMap(({ skips }) => skips),
}
process.exitCode = total.failed === 0 ? 0 : 1
print(...skipLines(total.skips))
print(`${total.passed} passed, ${total.failed} failed, ${total.skips.length} skipped`)

async function runCheck({ name, tool, parameters }: Check): Promise<Outcome> {
  const { outcome, duration } = await timed(async () => run(tool, parameters))
  const passed = outcome.code === 0
  print(progress(name, passed, duration))
  if (!passed) print(outcome.output.trimEnd())
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skips: [] }
}

async function runTests(): Promise<Outcome> {
  print(all ? 'tests, the long ones too:' : 'tests:')
  const projects = ['core', 'cluster', ...(all ? ['long'] : [])]
  const { outcome, duration } = await timed(async () => runSuites(projects))
  print(progress('tests', outcome.failed === 0, duration))
  const left = all ? 0 : longSuites()
  if (left > 0) print(`${left} long ${left === 1 ? 'suite' : 'suites'} left out; --all runs them`)
  return outcome
}

async function timed<T>(work: () => Promise<T>): Promise<{ outcome: T; duration: number }> {
  const start = performance.now()
  const outcome = await work()
  return { outcome, duration: performance.now() - start }
}

function longSuites(): number {
  return ['src', 'test']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(join(folder), { encoding: 'utf8', recursive: true }))
    .filter((file) => file.endsWith('.long.test.ts')).length
}

function skipLines(skips: readonly Skip[]): readonly string[] {
  return skips.length === 0
    ? []
    : ['skipped:', ...skips.map(({ file, name }) => `  ${name} (${file})`)]
}

function progress(name: string, passed: boolean, duration: number): string {
  return `${passed ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${(duration / 1000).toFixed(1)} s`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0)
}

function print(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`)
}
