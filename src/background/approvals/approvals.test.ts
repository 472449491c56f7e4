import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { rpcCode, RpcError } from '../../messages/rpc-error.ts'
import { WalletProblem } from '../problem.ts'
import { memoryArea } from '../state/area.ts'
import { anyKind } from './any-kind.ts'
import type { AskedBy } from './approval.ts'
import { Approvals } from './approvals.ts'
import type { ApprovalKind, AskControl } from './kind.ts'

type Body = { readonly text: string; readonly note: string }

let area = memoryArea()
let now = 0
let finishes: string[]
let finish: (control: AskControl<Body>) => Promise<unknown>
let looks: string[]
let look: () => Promise<void>

const kind = (name: string, queues: boolean): ApprovalKind<Body> => ({
  name,
  body: z.strictObject({ text: z.string(), note: z.string() }),
  queues,
  bound: ({ text }) => text,
  show: ({ text }) => ({ kind: 'message', account: '', hex: '0x', text }),
  warnings: () => [],
  current: async ({ body }) => {
    looks.push(body.text)
    return look()
  },
  choose: (body, { nonce }) => ({ ...body, text: `${body.text}#${nonce}` }),
  finish: async (control) => {
    finishes.push(control.body.text)
    return finish(control)
  },
})
const many = kind('many', true)
const single = kind('single', false)

const start = async (): Promise<Approvals> => {
  const approvals = new Approvals(
    { now: () => now, random: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    await Approvals.openQueue(area),
    [many, single].map(anyKind),
  )
  approvals.start()
  return approvals
}

let counter = 0
const by = (change: Partial<AskedBy> = {}): AskedBy => ({
  page: 'page',
  request: String(counter++),
  origin: 'https://dapp.test',
  title: 'A dapp',
  ...change,
})

const ask = async (
  approvals: Approvals,
  text: string,
  change: Partial<AskedBy> = {},
  what = many,
) => {
  const asker = by(change)
  await approvals.ask(what, asker, { text, note: '' })
  const answer = approvals.answer(asker.page, asker.request)
  answer.catch(() => {})
  return { asker, answer }
}

const current = (approvals: Approvals) => {
  const view = approvals.view()
  if (view === undefined) throw new Error('nothing is asked')
  return view
}

const approve = async (approvals: Approvals): Promise<void> => {
  const { id, hash, revision } = current(approvals)
  await approvals.approve(id, hash, revision, {})
}

const refused = (code: number): Error =>
  expect.objectContaining({ name: 'RpcError', code }) as Error

beforeEach(() => {
  area = memoryArea()
  now = 1_000_000
  finishes = []
  looks = []
  look = async () => Promise.resolve()
  finish = async ({ body }) => Promise.resolve(`signed ${body.text}`)
})

test('what was agreed to is done once, and answered', async () => {
  const approvals = await start()
  const { answer } = await ask(approvals, 'a')
  await approve(approvals)
  expect(await answer).toBe('signed a')
  expect(approvals.view()).toBeUndefined()
  expect(finishes).toEqual(['a'])
})

test('what was turned down is refused with 4001', async () => {
  const approvals = await start()
  const { answer } = await ask(approvals, 'a')
  await approvals.reject(current(approvals).id)
  await expect(answer).rejects.toEqual(refused(rpcCode.userRejected))
  expect(finishes).toEqual([])
})

test('one after the other, and each is looked at when its turn has come', async () => {
  const approvals = await start()
  await ask(approvals, 'a')
  await ask(approvals, 'b')
  expect(approvals.waiting).toBe(2)
  expect(looks).toEqual(['a'])
  await approve(approvals)
  expect(current(approvals).ask).toMatchObject({ text: 'b' })
  expect(looks).toEqual(['a', 'b'])
})

test('the same request of a page is asked once, and gets the same answer later', async () => {
  const approvals = await start()
  const { asker } = await ask(approvals, 'a')
  await approvals.ask(many, asker, { text: 'a', note: '' })
  expect(approvals.waiting).toBe(1)
  await approve(approvals)
  expect(approvals.knows(asker.page, asker.request)).toBe(true)
  expect(await approvals.answer(asker.page, asker.request)).toBe('signed a')
  expect(approvals.knows('another page', asker.request)).toBe(false)
})

test('an answer for something else than is shown is refused, and nothing is done', async () => {
  const approvals = await start()
  await ask(approvals, 'a')
  const seen = current(approvals)
  await approvals.choose(seen.id, { nonce: 7 })
  await expect(approvals.approve(seen.id, seen.hash, seen.revision, {})).rejects.toThrow(
    'look at it again',
  )
  expect(finishes).toEqual([])
  await approve(approvals)
  expect(finishes).toEqual(['a#7'])
})

test('what came between and has to be seen refuses the answer too', async () => {
  const approvals = await start()
  finish = async ({ change }) => {
    await change((body) => ({ ...body, note: 'another took the nonce' }), 'shown')
    throw new WalletProblem('changed-meanwhile', 'look again')
  }
  await ask(approvals, 'a')
  const seen = current(approvals)
  await approve(approvals)
  expect(current(approvals)).toMatchObject({ state: 'failed', revision: seen.revision + 1 })
  await expect(approvals.approve(seen.id, seen.hash, seen.revision, {})).rejects.toThrow(
    'look at it again',
  )
  finish = async () => Promise.resolve('done')
  await approve(approvals)
  expect(approvals.waiting).toBe(0)
})

test('two clicks do it once', async () => {
  const approvals = await start()
  await ask(approvals, 'a')
  await Promise.all([approve(approvals), approve(approvals)])
  expect(finishes).toEqual(['a'])
})

test('after the worker was killed what waits is there, and what was agreed to goes on', async () => {
  const first = await start()
  const { asker } = await ask(first, 'a')
  const waiting = by()
  await first.ask(many, waiting, { text: 'b', note: '' })
  finish = async () => new Promise(() => {})
  void approve(first)
  await expect.poll(() => finishes).toEqual(['a'])
  finish = async ({ body }) => Promise.resolve(`signed ${body.text}`)
  const second = await start()
  expect(await second.answer(asker.page, asker.request)).toBe('signed a')
  expect(current(second).ask).toMatchObject({ text: 'b' })
})

test('a refusal of the chain is the answer; what the person can mend stays with what happened', async () => {
  const approvals = await start()
  const { answer } = await ask(approvals, 'a')
  finish = async () => Promise.reject(new RpcError('transactionRejected', 'too few coins'))
  await approve(approvals)
  await expect(answer).rejects.toEqual(refused(rpcCode.transactionRejected))
  await ask(approvals, 'b')
  finish = async () => Promise.reject(new WalletProblem('below-threshold', 'two nodes are away'))
  await approve(approvals)
  expect(current(approvals)).toMatchObject({
    state: 'failed',
    problem: { code: 'below-threshold' },
  })
})

test('a session that is over is renewed in between, and the unchanged thing goes on', async () => {
  const approvals = await start()
  const { answer } = await ask(approvals, 'a')
  finish = async () => Promise.reject(new WalletProblem('signed-out', 'sign in again'))
  await approve(approvals)
  expect(current(approvals)).toMatchObject({ needsSignIn: true, state: 'waiting' })
  finish = async () => Promise.resolve('done')
  approvals.resume()
  expect(await answer).toBe('done')
})

test('what is changed while a sign-in is due is asked again after it', async () => {
  const approvals = await start()
  const { answer } = await ask(approvals, 'a')
  finish = async () => Promise.reject(new WalletProblem('signed-out', 'sign in again'))
  await approve(approvals)
  await approvals.choose(current(approvals).id, { nonce: 7 })
  finish = async ({ body }) => Promise.resolve(`signed ${body.text}`)
  approvals.resume()
  await expect.poll(() => current(approvals).needsSignIn).toBe(false)
  expect(finishes).toEqual(['a'])
  await approve(approvals)
  expect(await answer).toBe('signed a#7')
})

test('what is agreed to is not changed while it is done', async () => {
  const approvals = await start()
  const { answer } = await ask(approvals, 'a')
  let done = (): void => {}
  finish = async ({ body }) => {
    await new Promise<void>((resolve) => {
      done = resolve
    })
    return body.text
  }
  const { id } = current(approvals)
  const approving = approve(approvals)
  await expect.poll(() => finishes).toEqual(['a'])
  await expect(approvals.choose(id, { nonce: 7 })).rejects.toThrow('under way')
  done()
  await approving
  expect(await answer).toBe('a')
})

test.each(['locked', 'signed-out'] as const)(
  'who signs in while it is still looked at, %s when that began, is not asked to once more',
  async (code) => {
    const approvals = await start()
    let failLate = (): void => {}
    look = async () =>
      new Promise((_, reject) => {
        failLate = () => reject(new WalletProblem(code, 'unlock it first'))
      })
    await ask(approvals, 'a')
    look = async () => Promise.resolve()
    approvals.resume()
    failLate()
    await expect.poll(() => looks).toEqual(['a', 'a'])
    expect(current(approvals)).toMatchObject({ needsSignIn: false, state: 'waiting' })
  },
)

test('a look that fails late takes nothing from what was agreed to meanwhile', async () => {
  const approvals = await start()
  let failLate = (): void => {}
  look = async () =>
    new Promise((_, reject) => {
      failLate = () => reject(new TypeError('too late'))
    })
  const { answer } = await ask(approvals, 'a')
  let done = (): void => {}
  finish = async () =>
    new Promise((resolve) => {
      done = () => resolve('done')
    })
  const approving = approve(approvals)
  await expect.poll(() => finishes).toEqual(['a'])
  failLate()
  await new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
  expect(current(approvals)).not.toHaveProperty('problem')
  done()
  await approving
  expect(await answer).toBe('done')
})

test('who has not signed in meanwhile is asked to', async () => {
  const approvals = await start()
  look = async () => Promise.reject(new WalletProblem('locked', 'unlock it first'))
  await ask(approvals, 'a')
  await expect.poll(() => current(approvals).needsSignIn).toBe(true)
  expect(looks).toEqual(['a'])
})

test('two sign-ins at once have what was agreed to done once', async () => {
  const approvals = await start()
  const { answer } = await ask(approvals, 'a')
  finish = async () => Promise.reject(new WalletProblem('signed-out', 'sign in again'))
  await approve(approvals)
  finish = async () => Promise.resolve('done')
  approvals.resume()
  approvals.resume()
  expect(await answer).toBe('done')
  expect(finishes).toEqual(['a', 'a'])
})

describe('what has left', () => {
  const leave = async (
    then: Error,
  ): Promise<{ approvals: Approvals; answer: Promise<unknown> }> => {
    const approvals = await start()
    finish = async (control) => {
      await control.leave('its hash')
      throw then
    }
    const { answer } = await ask(approvals, 'a')
    await approve(approvals)
    return { approvals, answer }
  }
  const unanswered = new WalletProblem('chain-failed', 'nobody knows')

  test.each([unanswered, new RpcError('internal', 'the chain is gone'), new TypeError('a bug')])(
    'stays, whatever goes wrong: %s',
    async (error) => {
      const { approvals, answer } = await leave(error)
      expect(current(approvals)).toMatchObject({ state: 'failed', left: true })
      await approvals.reject(current(approvals).id)
      expect(await answer).toBe('its hash')
    },
  )

  test('is told to whoever gives it up, is not changed, and counts as no rejection', async () => {
    const { approvals, answer } = await leave(unanswered)
    await expect(approvals.choose(current(approvals).id, { nonce: 7 })).rejects.toThrow('under way')
    await approvals.rejectAll()
    expect(await answer).toBe('its hash')
    for (let count = 0; count < 2; count++) {
      await ask(approvals, 'b')
      await approvals.reject(current(approvals).id)
    }
    await ask(approvals, 'c')
    expect(approvals.waiting).toBe(1)
  })

  test('and has come back can be changed and refused again', async () => {
    const approvals = await start()
    finish = async (control) => {
      await control.leave('its hash')
      await control.cameBack()
      throw unanswered
    }
    const { answer } = await ask(approvals, 'a')
    await approve(approvals)
    await approvals.choose(current(approvals).id, { nonce: 7 })
    await approvals.reject(current(approvals).id)
    await expect(answer).rejects.toEqual(refused(rpcCode.userRejected))
  })

  test('has not left when it was refused first', async () => {
    const approvals = await start()
    let hasLeft = false
    finish = async (control) => {
      const refusing = approvals.reject(control.id)
      await control.leave('its hash')
      hasLeft = true
      await refusing
    }
    const { answer } = await ask(approvals, 'a')
    await approve(approvals)
    await expect(answer).rejects.toEqual(refused(rpcCode.userRejected))
    expect(hasLeft).toBe(false)
  })
})

test('what an older version has asked is not there any more, and nothing is broken', async () => {
  area = memoryArea(new Map([['approvals', { version: 0, value: { open: [{}], ended: [] } }]]))
  expect((await start()).waiting).toBe(0)
})

test('of one kind an origin has one waiting, of others twenty; other origins are not held up', async () => {
  const approvals = await start()
  await ask(approvals, 'a', {}, single)
  await expect(ask(approvals, 'b', {}, single)).rejects.toEqual(refused(rpcCode.alreadyPending))
  await ask(approvals, 'b', { origin: 'https://other.test' }, single)
  for (let count = 1; count < 20; count++) await ask(approvals, String(count))
  await expect(ask(approvals, '21')).rejects.toEqual(refused(rpcCode.limitExceeded))
  await ask(approvals, '21', { origin: 'https://other.test' })
})

test('three quick rejections silence an origin for a minute, and no other', async () => {
  const approvals = await start()
  for (const text of ['a', 'b', 'c']) {
    await ask(approvals, text)
    await approvals.reject(current(approvals).id)
  }
  await expect(ask(approvals, 'd')).rejects.toEqual(refused(rpcCode.limitExceeded))
  await ask(approvals, 'd', { origin: 'https://other.test' })
  now += 60_001
  await ask(approvals, 'e')
  expect(approvals.waiting).toBe(2)
})

test('three slow rejections do not', async () => {
  const approvals = await start()
  for (const text of ['a', 'b', 'c']) {
    await ask(approvals, text)
    await approvals.reject(current(approvals).id)
    now += 20_000
  }
  await ask(approvals, 'd')
  expect(approvals.waiting).toBe(1)
})

test('a lock turns down all that waits', async () => {
  const approvals = await start()
  const [{ answer: one }, { answer: two }] = [await ask(approvals, 'a'), await ask(approvals, 'b')]
  await approvals.rejectAll()
  await expect(one).rejects.toEqual(refused(rpcCode.userRejected))
  await expect(two).rejects.toEqual(refused(rpcCode.userRejected))
})
