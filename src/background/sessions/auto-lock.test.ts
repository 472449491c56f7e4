import { beforeEach, expect, test } from 'vitest'
import { Settings } from '../settings/settings.ts'
import { memoryArea } from '../state/area.ts'
import { autoLock, type Idle } from './auto-lock.ts'

let settings: Settings
let locked: number
let after: number[]
let say: (state: 'active' | 'idle' | 'locked') => void

beforeEach(async () => {
  settings = await Settings.open({ local: memoryArea() })
  locked = 0
  after = []
  const idle: Idle = {
    setAfter: (seconds) => void after.push(seconds),
    onState: (listener) => {
      say = listener
    },
  }
  const lock = async (): Promise<void> => {
    locked += 1
    return Promise.resolve()
  }
  autoLock({ lock }, settings, idle)
})

test.each(['idle', 'locked'] as const)('locks when the machine is %s', (state) => {
  say('active')
  expect(locked).toBe(0)
  say(state)
  expect(locked).toBe(1)
})

test('waits as long as the settings say', async () => {
  await settings.set({ autoLockMinutes: 3 })
  expect(after).toEqual([900, 180])
})
