import { expect, test } from 'vitest'
import { injectIntoTabs } from './inject-into-tabs.ts'

test('every open page gets what new pages get, in their order; those that refuse are left', async () => {
  const done: unknown[] = []
  await injectIntoTabs({
    scripts: [{ js: ['bridge.js'] }, { js: ['inpage.js'], world: 'MAIN' }],
    tabs: async () => Promise.resolve([{ id: 1 }, {}, { id: 2 }]),
    execute: async (given) => {
      if (given.tab === 1) throw new Error('a page of the browser')
      done.push(given)
      return Promise.resolve()
    },
  })
  expect(done).toEqual([
    { tab: 2, files: ['bridge.js'], world: 'ISOLATED' },
    { tab: 2, files: ['inpage.js'], world: 'MAIN' },
  ])
})
