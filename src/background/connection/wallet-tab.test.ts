import { expect, test } from 'vitest'
import { WalletTab } from './wallet-tab.ts'

const stage = () => {
  const open: string[] = []
  const shown: string[] = []
  let closed: (tab: number) => void = () => {}
  const tab = new WalletTab({
    tabs: {
      open: async (url) => Promise.resolve(open.push(url)),
      show: async (_tab, url) => Promise.resolve(shown.push(url) > 0),
      onClosed: (listener) => {
        closed = listener
      },
    },
  })
  return { tab, open, shown, close: (one: number) => closed(one) }
}

test('pages have the wallet shown in one tab, however quickly they ask', async () => {
  const { tab, open, shown } = stage()
  await Promise.all([tab.show('/batch/1'), tab.show('/batch/2')])
  expect(open).toEqual(['src/popup/index.html?surface=tab#/batch/1'])
  expect(shown).toEqual(['src/popup/index.html?surface=tab#/batch/2'])
})

test('one that was closed is opened anew', async () => {
  const { tab, open, shown, close } = stage()
  await tab.show('/batch/1')
  close(7)
  await tab.show('/batch/1')
  expect(open).toHaveLength(1)
  close(1)
  await tab.show('/batch/1')
  expect(open).toHaveLength(2)
  expect(shown).toHaveLength(1)
})
