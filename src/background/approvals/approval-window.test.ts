import { beforeEach, expect, test } from 'vitest'
import { memoryArea } from '../state/area.ts'
import { ApprovalWindow } from './approval-window.ts'

let windows: Set<number>
let done: string[]
let session = memoryArea()
let whileSlept: () => void
let refusals: number
let looks: number
let answered: () => Promise<void>

const open = async (): Promise<ApprovalWindow> =>
  ApprovalWindow.open(
    {
      session,
      sleep: async () => Promise.resolve(whileSlept()),
      windows: {
        open: async () => {
          if (refusals > 0) {
            refusals -= 1
            throw new Error('not now')
          }
          const id = windows.size + 1
          windows.add(id)
          done.push(`open ${id}`)
          return Promise.resolve(id)
        },
        focus: async (id) => {
          done.push(`focus ${id}`)
          return Promise.resolve(windows.has(id))
        },
        isThere: async (id) => {
          looks += 1
          return Promise.resolve(windows.has(id))
        },
        close: async (id) => {
          done.push(`close ${id}`)
          return Promise.resolve()
        },
      },
    },
    async () => {
      done.push('closed by the person')
      await answered()
    },
  )

const yes = (): boolean => true
const no = (): boolean => false

beforeEach(() => {
  windows = new Set()
  done = []
  session = memoryArea()
  whileSlept = () => {}
  refusals = 0
  looks = 0
  answered = async () => Promise.resolve()
})

test('a browser that refuses a window is asked again, and not for ever', async () => {
  refusals = 2
  const one = await open()
  await one.show(yes, true)
  expect(done).toEqual(['open 1'])
  windows.clear()
  refusals = 3
  await expect((await open()).show(yes, true)).rejects.toThrow('not now')
})

test('two quick asks open one window, and the second brings it to the front', async () => {
  const one = await open()
  await Promise.all([one.show(yes, true), one.show(yes, true)])
  expect(done).toEqual(['open 1', 'focus 1'])
})

test('what happens meanwhile leaves it where it is', async () => {
  const one = await open()
  await one.show(yes, true)
  await one.show(yes, false)
  expect(done).toEqual(['open 1'])
})

test('it closes when all is answered, unless something is asked in that moment', async () => {
  const one = await open()
  await one.show(yes, true)
  let wanted = false
  whileSlept = () => (wanted = true)
  await one.show(() => wanted, false)
  expect(done).toEqual(['open 1'])
  whileSlept = () => {}
  await one.show(no, false)
  expect(done).toEqual(['open 1', 'close 1'])
})

test('a worker that was stopped knows its window again', async () => {
  await (await open()).show(yes, true)
  const again = await open()
  await again.show(yes, true)
  await again.closed(1)
  expect(done).toEqual(['open 1', 'focus 1', 'closed by the person'])
})

test('the next worker leaves it where it is, and opens it anew only when it is gone', async () => {
  await (await open()).show(yes, true)
  const next = await open()
  await next.show(yes, false)
  await next.show(yes, false)
  expect(done).toEqual(['open 1'])
  expect(looks).toBe(1)
  windows.clear()
  const last = await open()
  await last.show(yes, false)
  await last.show(yes, false)
  expect(done).toEqual(['open 1', 'open 1'])
})

test('one that the person closed is not opened for what is being refused by that', async () => {
  const one = await open()
  await one.show(yes, true)
  let waiting = 2
  answered = async () => {
    // As each that is refused makes itself heard.
    for (waiting = 1; waiting > 0; waiting -= 1) void one.show(() => waiting > 0, false)
    return Promise.resolve()
  }
  await one.closed(1)
  await one.show(() => waiting > 0, false)
  expect(done).toEqual(['open 1', 'closed by the person'])
  await one.show(yes, true)
  expect(done.at(-1)).toBe('open 2')
})

test('another window that closes is nobody’s answer', async () => {
  const one = await open()
  await one.show(yes, true)
  await one.closed(7)
  expect(done).toEqual(['open 1'])
})

test('one that is gone is opened anew', async () => {
  const one = await open()
  await one.show(yes, true)
  windows.clear()
  await one.show(yes, true)
  expect(done).toEqual(['open 1', 'focus 1', 'open 1'])
})
