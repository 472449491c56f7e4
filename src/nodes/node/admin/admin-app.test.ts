import { expect, test } from 'vitest'
import type { Activity } from '../../../protocol/activity.ts'
import { Metrics } from '../metrics.ts'
import { createAdminApp } from './admin-app.ts'

const appWith = (problems: readonly string[]) =>
  createAdminApp({
    problems: () => problems,
    activity: () => ({ party: 1 }) as Activity,
    metrics: new Metrics(),
  })

test('a node that is up is healthy, whether it is ready or not', async () => {
  for (const problems of [[], ['the chain stands still']]) {
    const answer = await appWith(problems).request('/health')
    expect([answer.status, await answer.json()]).toEqual([200, { up: true }])
  }
})

test('readiness is a status for machines and a reason for people', async () => {
  const ready = await appWith([]).request('/ready')
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, problems: [] }])
  const not = await appWith(['the chain stands still']).request('/ready')
  expect(not.status).toBe(503)
  expect(await not.json()).toEqual({ ready: false, problems: ['the chain stands still'] })
})

test('metrics are in the form that is scraped', async () => {
  const answer = await appWith([]).request('/metrics')
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect(await answer.text()).toContain('# TYPE assent_ceremony_seconds histogram')
})

test('signatures are counted from nought on, so that none at all is seen too', async () => {
  const answer = await appWith([]).request('/metrics')
  expect(await answer.text()).toContain('assent_signatures_total{kind="personal-message"} 0')
})

test('activity is shown, and nothing else is', async () => {
  expect(await (await appWith([]).request('/activity')).json()).toEqual({ party: 1 })
  expect((await appWith([]).request('/shares')).status).toBe(404)
  expect((await appWith([]).request('/activity', { method: 'POST' })).status).toBe(404)
})
