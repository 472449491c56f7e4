import { expect, test } from 'vitest'
import { exchange } from './exchange.ts'

const settings = (options: {
  readonly timerIsLateBy: number
  readonly answersWhenAwake: boolean
}) => {
  const clock = { now: 0 }
  const waits: number[] = []
  let answer: (response: Response) => void = () => {}
  return {
    waits,
    parts: {
      now: () => clock.now,
      sleep: async (milliseconds: number) => {
        waits.push(milliseconds)
        clock.now += milliseconds
        if (waits.length === 1) clock.now += options.timerIsLateBy
        else if (options.answersWhenAwake) {
          answer(new Response('it was there'))
          // Whoever reads it is done before the timer is.
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      },
      fetch: async (_: string, init: RequestInit) =>
        new Promise<Response>((resolve, reject) => {
          answer = resolve
          init.signal?.addEventListener('abort', () => reject(new Error('aborted')))
        }),
    },
  }
}

const ask = async (parts: ReturnType<typeof settings>['parts']) => {
  const answered = await exchange(parts, 'http://node.test', {}, { timeout: 1000 })
  return typeof answered === 'string' ? answered : new TextDecoder().decode(answered.body)
}

test('no answer in time is silence', async () => {
  const { parts, waits } = settings({ timerIsLateBy: 0, answersWhenAwake: true })
  expect(await ask(parts)).toBe('silent')
  expect(waits).toEqual([1000])
})

test('an answer that came while this machine slept is read', async () => {
  const { parts } = settings({ timerIsLateBy: 60_000, answersWhenAwake: true })
  expect(await ask(parts)).toBe('it was there')
})

test('and if none came meanwhile it is silence all the same', async () => {
  const { parts, waits } = settings({ timerIsLateBy: 60_000, answersWhenAwake: false })
  expect(await ask(parts)).toBe('silent')
  expect(waits).toHaveLength(2)
})
