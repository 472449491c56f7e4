import { expect, test } from 'vitest'
import { BlockedSites } from '../blocking/blocked-sites.ts'
import type { Services } from '../services.ts'
import { memoryArea } from '../state/area.ts'
import { handleCall } from './handle-call.ts'

test('whoever is asked by a locked wallet can block who asks, and lifts nothing', async () => {
  const blockedSites = await BlockedSites.open({ local: memoryArea() })
  const sessions: { state: 'locked' | 'open' } = { state: 'locked' }
  const services = { blockedSites, sessions } as Partial<Services> as Services
  await handleCall(services, 'site.block', { site: 'https://evil.example' })
  const lifting = handleCall(services, 'site.unblock', { host: 'evil.example' })
  await expect(lifting).rejects.toMatchObject({ code: 'locked' })
  expect(blockedSites.all()).toEqual(['evil.example'])
  sessions.state = 'open'
  await handleCall(services, 'site.unblock', { host: 'evil.example' })
  expect(blockedSites.all()).toEqual([])
})
