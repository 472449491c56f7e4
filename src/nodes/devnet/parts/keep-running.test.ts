import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../../test/support/eventually.ts'
import { keepRunning, type Kept } from './keep-running.ts'
import { describe, startPart, tailOf } from './part.ts'

let dir: string
const kept: Kept[] = []
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'assent-parts-'))
})
afterEach(async () => {
  await Promise.all(kept.splice(0).map(async ({ stop }) => stop()))
  rmSync(dir, { recursive: true })
})

const node = (code: string, name = 'part') => ({
  name,
  command: process.execPath,
  parameters: ['--eval', code],
  log: join(dir, `${name}.log`),
})

const patient = 'setInterval(() => {}, 1000); console.log("here")'

async function keep(code: string, restart: boolean) {
  const told: string[] = []
  let restarts = 0
  const one = await keepRunning(node(code), {
    restart: () => restart,
    say: (line) => told.push(line),
    onRestart: () => (restarts += 1),
    onEnd: (_, how) => told.push(how),
  })
  kept.push(one)
  return { one, told, restarts: () => restarts }
}

const gone = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

test('starts a process again that was killed, and says so', async () => {
  const { one, told, restarts } = await keep(patient, true)
  const { pid } = one.part()
  process.kill(pid, 'SIGKILL')
  await eventually('another process runs', () => restarts() === 1)
  expect(one.part().pid).not.toBe(pid)
  expect(one.part().running()).toBe(true)
  expect(told).toEqual([expect.stringContaining('was ended by SIGKILL; it starts again in 0.5 s')])
})

test('leaves a process down where that is asked for', async () => {
  const { one, told, restarts } = await keep(patient, false)
  process.kill(one.part().pid, 'SIGKILL')
  await eventually('it is told', () => told.length === 1)
  expect(told).toEqual(['was ended by SIGKILL'])
  expect([one.part().running(), restarts()]).toEqual([false, 0])
})

test('ends what it is told to end, and does not start it again', async () => {
  const { one, told } = await keep(patient, true)
  const { pid } = one.part()
  await one.stop()
  expect(gone(pid)).toBe(true)
  expect(told).toEqual([])
})

test.each([
  ['does not want to end', `process.on('SIGTERM', () => {}); ${patient}`, undefined],
  ['is paused', patient, 'SIGSTOP' as const],
])('ends a process that %s', async (_, code, signal) => {
  const { one } = await keep(code, true)
  await eventually('it runs', () => tailOf(one.part().log) === 'here')
  if (signal !== undefined) process.kill(one.part().pid, signal)
  await one.stop()
  expect(gone(one.part().pid)).toBe(true)
})

test('ends a process that is about to be started again', async () => {
  const { one, told } = await keep('process.exit(3)', true)
  await eventually('it is told', () => told.length > 0)
  await one.stop()
  expect(one.part().running()).toBe(false)
  expect(told[0]).toContain('ended with code 3')
})

test('says what cannot be started', async () => {
  const missing = { ...node(''), command: join(dir, 'missing') }
  await expect(startPart(missing)).rejects.toThrow('ENOENT')
  const part = await startPart(node('console.error("why"); process.exit(2)'))
  expect(describe(await part.ended)).toBe('ended with code 2')
  expect(tailOf(part.log)).toBe('why')
})

test('closes the input of its processes when it is killed itself', async () => {
  const inner = `process.stdin.on('end', () => process.exit()).resume()`
  const outer = `
    const { startPart } = await import(${JSON.stringify(join(import.meta.dirname, 'part.ts'))})
    const program = { name: 'inner', command: process.execPath, log: ${JSON.stringify(join(dir, 'inner.log'))} }
    const { pid } = await startPart({ ...program, parameters: ['--eval', ${JSON.stringify(inner)}] })
    console.log(pid)`
  const parent = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', outer],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const pid = Number(line.toString())
  expect(gone(pid)).toBe(false)
  parent.kill('SIGKILL')
  await eventually('the inner process has ended', () => gone(pid))
})
