import { expect, test } from 'vitest'
import { memoryArea } from '../state/area.ts'
import { Settings } from './settings.ts'

test('changes what is named, and keeps it', async () => {
  const local = memoryArea()
  const settings = await Settings.open({ local })
  expect(settings.value).toEqual({ autoLockMinutes: 15, theme: 'system', surface: 'popup' })
  await settings.set({ theme: 'dark', surface: undefined })
  const again = await Settings.open({ local })
  expect(again.value).toEqual({ autoLockMinutes: 15, theme: 'dark', surface: 'popup' })
})

test('reminds of a second way to sign in until it is there, or put off', async () => {
  const settings = await Settings.open({ local: memoryArea() })
  expect(settings.backupDone).toBe(false)
  await settings.putBackupOff()
  expect(settings.backupDone).toBe(true)
  await settings.backupIsThere()
  await settings.putBackupOff()
  expect(settings.backupDone).toBe(true)
})
