import { describe, expect, test, vi } from 'vitest'
import { brokenView } from '../../background/view/compose-view.ts'
import type { FromPopup, ToPopup } from '../../messages/popup/popup-port.ts'
import type { Port } from './port.ts'
import { linkWorker } from './worker-link.ts'

/** A browser whose worker can be killed. */
const browser = () => {
  const posted: FromPopup[] = []
  let opened = 0
  let say: (message: unknown) => void = () => {}
  let end: () => void = () => {}
  const open = (): Port => {
    opened += 1
    return {
      post: (message) => posted.push(message as FromPopup),
      onMessage: (listener) => (say = listener),
      onDisconnect: (listener) => (end = listener),
      disconnect: () => {},
    }
  }
  return {
    open,
    posted,
    opened: () => opened,
    say: (message: ToPopup) => say(message),
    kill: () => end(),
  }
}

const view = brokenView('sites', 'a test')

describe('the line to the worker', () => {
  test('shows what the worker says, and hands its answers out', async () => {
    const { open, posted, say } = browser()
    const { mirror, call } = linkWorker(open)
    expect(mirror.getState()).toEqual({ connected: false })
    say({ type: 'view', view })
    expect(mirror.getState()).toEqual({ connected: true, view })

    const first = call('lock', {})
    const second = call('sessions.list', {})
    expect(posted.map(({ name }) => name)).toEqual(['lock', 'sessions.list'])
    say({ type: 'answer', id: posted[1]!.id, value: [] })
    say({
      type: 'answer',
      id: posted[0]!.id,
      problem: { code: 'locked', detail: 'it is locked already' },
    })
    await expect(second).resolves.toEqual([])
    await expect(first).rejects.toMatchObject({ code: 'locked', detail: 'it is locked already' })
  })

  test('is taken up again when the worker was killed: reads are asked again, changes are not', async () => {
    vi.useFakeTimers()
    try {
      const { open, opened, posted, say, kill } = browser()
      const { mirror, call } = linkWorker(open)
      say({ type: 'view', view })
      const read = call('sessions.list', {})
      const change = call('lock', {})
      const failed = change.catch((error: unknown) => error)
      kill()
      expect(await failed).toMatchObject({ code: 'unexpected' })
      expect(mirror.getState()).toEqual({ connected: false, view })
      const meanwhile = call('backup.later', {})
      await vi.runOnlyPendingTimersAsync()
      expect(opened()).toBe(2)
      expect(posted.map(({ name }) => name)).toEqual([
        'sessions.list',
        'lock',
        'sessions.list',
        'backup.later',
      ])
      say({ type: 'answer', id: posted[2]!.id, value: [] })
      say({ type: 'answer', id: posted[3]!.id, value: {} })
      await expect(read).resolves.toEqual([])
      await expect(meanwhile).resolves.toEqual({})
    } finally {
      vi.useRealTimers()
    }
  })

  test('ends when the extension is gone, and throws nothing at the page', () => {
    const { mirror } = linkWorker(() => {
      throw new Error('Extension context invalidated.')
    })
    expect(mirror.getState().connected).toBe(false)
  })
})
