import { parseTransaction, type Hex } from 'viem'
import { beforeEach, expect, test } from 'vitest'
import { sendingStage, type SendingStage } from '../../../../test/support/sending-stage.ts'
import { RpcError, rpcCode } from '../../../messages/rpc-error.ts'
import { WalletProblem } from '../../problem.ts'
import { memoryArea } from '../../state/area.ts'

let stage: SendingStage
let worker: Awaited<ReturnType<SendingStage['open']>>

const unlimited = `0x095ea7b3${'f'.repeat(64)}`
const answered = { id: '0x12' }
const takes = async (): Promise<void> => {}
const isAway = async (): Promise<never> =>
  Promise.reject(new RpcError('chainDisconnected', 'nobody answers'))

const shown = () => {
  const seen = worker.view()
  if (seen.ask.kind !== 'calls') throw new Error('no batch is asked')
  return { ...seen, calls: seen.ask.calls }
}

/** An approval, and two calls that need it. */
const ask = async (): Promise<{ readonly answer: Promise<unknown> }> => {
  await worker.askBatch([{ data: unlimited, value: '0' }, { value: '1' }, { value: '2' }])
  await expect.poll(() => shown().calls.every(({ ready }) => ready)).toBe(true)
  const answer = worker.answer()
  answer.catch(() => {})
  return { answer }
}

/** What the chain does with the call at a place: by its nonce. */
const at = (place: number, then: (raw: Hex) => Promise<void>) => async (raw: Hex) => {
  if (parseTransaction(raw).nonce === 7 + place) await then(raw)
}
const refuses = (place: number, message: string) =>
  at(place, async () => Promise.reject(new RpcError(-32_000, message)))

beforeEach(async () => {
  stage = sendingStage()
  worker = await stage.open()
})

test('all are signed, then sent one after the other, and the page has their id', async () => {
  const { answer } = await ask()
  stage.onSend = at(0, async () => {
    expect(stage.signatures).toBe(3)
    return Promise.resolve()
  })
  await worker.approve()
  expect(await answer).toEqual(answered)
  expect(stage.sent.map((raw) => parseTransaction(raw).nonce)).toEqual([7, 8, 9])
  expect(worker.states()).toEqual(['sent', 'sent', 'sent'])
})

test('what was signed before the person changed it is not what is sent', async () => {
  const { answer } = await ask()
  stage.whileSigning = async (nth) => {
    if (nth === 2) throw new WalletProblem('below-threshold', 'two nodes are away')
    return Promise.resolve()
  }
  await worker.approve()
  expect(shown()).toMatchObject({ state: 'failed', problem: { code: 'below-threshold' } })
  expect(stage.signatures).toBe(2)
  const fee = { speed: 'custom', maxFeePerGas: '900', maxPriorityFeePerGas: '9' } as const
  await worker.approvals.choose(shown().id, { fee, caps: { 0: '10' } })
  await worker.approve()
  await answer
  const [first] = stage.sent.map((raw) => parseTransaction(raw))
  expect(first).toMatchObject({ nonce: 7, maxFeePerGas: 900n })
  expect(first?.data).toBe(`0x095ea7b3${'a'.padStart(64, '0')}`)
  expect(worker.transactions.all).toHaveLength(3)
})

test('what was signed and not changed is not signed again', async () => {
  const { answer } = await ask()
  stage.whileSigning = async (nth) => {
    if (nth === 2) throw new WalletProblem('below-threshold', 'two nodes are away')
    return Promise.resolve()
  }
  await worker.approve()
  await worker.approve()
  await answer
  expect(stage.signatures).toBe(4)
})

test.each(['nonce too low', 'insufficient funds'])(
  'once one has left, %s ends it there: the page has its id, the rest is void',
  async (message) => {
    const { answer } = await ask()
    stage.onSend = refuses(1, message)
    await worker.approve()
    expect(await answer).toEqual(answered)
    expect(stage.sent).toHaveLength(1)
    expect(worker.states()).toEqual(['sent', 'void', 'void'])
  },
)

test('before one has left, a refusal is the answer, and nothing is kept of it', async () => {
  const { answer } = await ask()
  stage.onSend = refuses(0, 'insufficient funds')
  await worker.approve()
  await expect(answer).rejects.toMatchObject({ code: rpcCode.transactionRejected })
  expect(worker.states()).toEqual([])
})

test('before one has left, a nonce that is taken has all of it shown anew', async () => {
  const { answer } = await ask()
  stage.onSend = at(0, async () => {
    stage.count = 8
    return Promise.reject(new RpcError(-32_000, 'nonce too low'))
  })
  await worker.approve()
  expect(shown()).toMatchObject({ state: 'failed', problem: { code: 'changed-meanwhile' } })
  expect(shown().calls.map(({ nonce }) => nonce)).toEqual([8, 9, 10])
  stage.onSend = takes
  await worker.approve()
  expect(await answer).toEqual(answered)
})

test.each(['reject', 'rejectAll'] as const)(
  'who gives up (%s) when a later one does not get through leaves the page with its id',
  async (how) => {
    const { answer } = await ask()
    stage.onSend = at(1, isAway)
    await worker.approve()
    const { id } = shown()
    expect(shown()).toMatchObject({ state: 'failed', left: true })
    await expect(worker.approvals.choose(id, { caps: { 0: '10' } })).rejects.toThrow('under way')
    await (how === 'reject' ? worker.approvals.reject(id) : worker.approvals.rejectAll())
    expect(await answer).toEqual(answered)
    expect(worker.states()).toEqual(['sent', 'sending', 'void'])
  },
)

test('one that somebody asked after, and that was not found, is not offered once more', async () => {
  const { answer } = await ask()
  stage.onSend = at(0, isAway)
  await worker.approve()
  stage.count = 8
  await worker.transactions.refresh()
  expect(worker.states()).toEqual(['gone', 'signed', 'signed'])
  stage.onSend = takes
  await worker.approve()
  expect(await answer).toEqual(answered)
  expect(stage.sent).toEqual([])
  expect(worker.states()).toEqual(['gone', 'void', 'void'])
})

test('a later one that did not get through is tried again, and those before it are not', async () => {
  const { answer } = await ask()
  stage.onSend = at(1, isAway)
  await worker.approve()
  stage.onSend = takes
  await worker.approve()
  expect(await answer).toEqual(answered)
  expect(stage.sent.map((raw) => parseTransaction(raw).nonce)).toEqual([7, 8, 9])
  expect(stage.signatures).toBe(3)
})

test.each(['the second is signed', 'all are signed'])(
  'refused while %s, nothing is kept of it: its id can be used again',
  async (when) => {
    const { answer } = await ask()
    stage.whileSigning = async (nth) => {
      if (nth !== (when === 'all are signed' ? 3 : 2)) return
      await worker.approvals.rejectAll()
      if (when !== 'all are signed') throw new Error('the nodes are not waited for any more')
    }
    await worker.approve()
    await expect(answer).rejects.toMatchObject({ code: rpcCode.userRejected })
    expect(stage.sent).toEqual([])
    expect(worker.transactions.all).toEqual([])
  },
)

test('a worker that is killed among them goes on where it was, and a lock does not end it', async () => {
  await ask()
  const reached = new Promise<void>((resolve) => {
    stage.onSend = at(1, async () => {
      resolve()
      return new Promise(() => {})
    })
  })
  void worker.approve()
  await reached
  stage.local = memoryArea(new Map([['transactions', await stage.local.get('transactions')]]))
  stage.session = memoryArea(new Map([['approvals', await stage.session.get('approvals')]]))
  stage.onSend = takes
  worker = await stage.open()
  await worker.approvals.rejectAll()
  expect(await worker.answer()).toEqual(answered)
  expect(stage.sent.map((raw) => parseTransaction(raw).nonce)).toEqual([7, 8, 9])
  expect(stage.signatures).toBe(3)
})
