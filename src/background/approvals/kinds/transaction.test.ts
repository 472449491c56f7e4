import { parseTransaction, recoverTransactionAddress, type Hex } from 'viem'
import { keccak256 } from 'viem/utils'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  PAYEE,
  SENDER,
  CHAIN,
  sendingStage,
  type SendingStage,
} from '../../../../test/support/sending-stage.ts'
import type { Warning } from '../../../messages/popup/action.ts'
import { RpcError, rpcCode } from '../../../messages/rpc-error.ts'
import { WalletProblem } from '../../problem.ts'
import { memoryArea } from '../../state/area.ts'

let stage: SendingStage
type Opened = Awaited<ReturnType<SendingStage['open']>>
let worker: Opened

const shown = ({ view }: Opened = worker) => {
  const seen = view()
  if (seen.ask.kind !== 'transaction') throw new Error('no transaction is asked')
  return { ...seen, transaction: seen.ask.transaction }
}

const ask = async (): Promise<{ readonly answer: Promise<unknown> }> => {
  await worker.ask()
  await expect.poll(() => shown().transaction.ready).toBe(true)
  const answer = worker.answer()
  answer.catch(() => {})
  return { answer }
}

const says = (message: string) => async () => Promise.reject(new RpcError(-32_000, message))
const isAway = async (): Promise<never> =>
  Promise.reject(new RpcError('chainDisconnected', 'nobody answers'))
const takes = async (): Promise<void> => {}

/** Its answer is lost: the chain has taken it, and nobody has heard so. */
const losesAnswer = (): void => {
  stage.onSent = isAway
  stage.onFind = isAway
}

/** From here on the worker is another one: what the first would still do changes nothing. */
const kill = async (): Promise<void> => {
  stage.local = memoryArea(new Map([['transactions', await stage.local.get('transactions')]]))
  stage.session = memoryArea(new Map([['approvals', await stage.session.get('approvals')]]))
}

beforeEach(async () => {
  stage = sendingStage()
  worker = await stage.open()
})

test('what is shown is what is signed and sent', async () => {
  const { answer } = await ask()
  expect(shown().transaction).toMatchObject({
    nonce: 7,
    value: '5',
    fee: { gasLimit: '21000', most: '6300000', about: '2142000' },
  })
  await worker.approve()
  const [raw = '0x'] = stage.sent
  expect(await answer).toBe(keccak256(raw))
  expect(parseTransaction(raw)).toMatchObject({
    chainId: 1337,
    nonce: 7,
    to: PAYEE,
    value: 5n,
    gas: 21_000n,
    maxFeePerGas: 300n,
    maxPriorityFeePerGas: 2n,
  })
  expect(await recoverTransactionAddress({ serializedTransaction: raw as never })).toBe(SENDER)
})

test('fee, gas and nonce are the person’s to change, within reason', async () => {
  await ask()
  const { id } = shown()
  const { approvals } = worker
  const fee = { speed: 'custom', maxFeePerGas: '900', maxPriorityFeePerGas: '9' } as const
  await approvals.choose(id, { fee, gasLimit: '50000', nonce: 9 })
  await expect(approvals.choose(id, { gasLimit: '20999' })).rejects.toThrow('gas limit')
  await expect(
    approvals.choose(id, { fee: { ...fee, maxPriorityFeePerGas: '901' } }),
  ).rejects.toThrow('tip')
  await worker.approve()
  expect(parseTransaction(stage.sent[0] ?? '0x')).toMatchObject({
    nonce: 9,
    gas: 50_000n,
    maxFeePerGas: 900n,
  })
})

test('a danger takes a step of its own', async () => {
  stage.warnings = [{ rule: 'known-phishing', level: 'danger', facts: {} } as unknown as Warning]
  await ask()
  await expect(worker.approve()).rejects.toThrow('accepted first')
  expect(stage.signatures).toBe(0)
  await worker.approve(['known-phishing'])
  expect(stage.sent).toHaveLength(1)
})

test('what is changed is judged anew, and stays when it is prepared once more', async () => {
  await ask()
  const rule = { rule: 'high-fee', level: 'caution', facts: {} } as unknown as Warning
  stage.warnings = [rule]
  const fee = { speed: 'custom', maxFeePerGas: '9000', maxPriorityFeePerGas: '9' } as const
  await worker.approvals.choose(shown().id, { fee })
  expect(shown().warnings).toEqual([rule])
  stage.count = 8
  await worker.approve()
  expect(shown().transaction).toMatchObject({ nonce: 8, fee: { chosen: fee } })
})

test('whoever unlocks while it is looked at is not asked to sign in once more', async () => {
  let seen: (() => void) | undefined
  stage.onJudge = async () =>
    new Promise((resolve) => {
      seen = resolve
    })
  stage.onPrepare = async () => Promise.reject(new WalletProblem('locked', 'unlock it first'))
  let isPrepared = false
  await worker.ask()
  await expect.poll(() => seen).toBeDefined()
  stage.onPrepare = async () => {
    isPrepared = true
    return Promise.resolve()
  }
  worker.approvals.resume()
  seen?.()
  await expect.poll(() => isPrepared).toBe(true)
  expect(shown()).toMatchObject({ needsSignIn: false, transaction: { ready: true } })
})

test('nothing is signed before it was looked at', async () => {
  await worker.ask()
  await worker.approve().catch(() => {})
  expect(stage.signatures).toBe(0)
})

test('a worker that is killed while it sends sends the same bytes once more', async () => {
  await ask()
  const killed = new Promise<void>((resolve) => {
    stage.onSend = async () => {
      resolve()
      return new Promise(() => {})
    }
  })
  void worker.approve()
  await killed
  await kill()
  stage.onSend = takes
  const second = await stage.open()
  expect(await second.answer()).toBe(keccak256(stage.sent[0] ?? '0x'))
  expect([stage.signatures, stage.sent.length]).toEqual([1, 1])
})

test('another browser that takes the nonce meanwhile: prepared and shown anew, nothing is sent', async () => {
  const { answer } = await ask()
  const before = shown()
  stage.count = 8
  await worker.approve()
  const after = shown()
  expect(after).toMatchObject({ state: 'failed', problem: { code: 'changed-meanwhile' } })
  expect(after.revision).toBeGreaterThan(before.revision)
  expect(after.transaction.nonce).toBe(8)
  expect([stage.signatures, stage.sent.length]).toEqual([0, 0])
  await worker.approve()
  await answer
  expect(parseTransaction(stage.sent[0] ?? '0x').nonce).toBe(8)
})

test('one that is faster by a moment, too: it can be changed and refused as before', async () => {
  const { answer } = await ask()
  stage.onSend = async () => {
    stage.count = 8
    await says('nonce too low')()
  }
  await worker.approve()
  expect(shown().problem?.code).toBe('changed-meanwhile')
  expect(shown().left).toBeUndefined()
  await worker.approvals.choose(shown().id, { gasLimit: '50000' })
  await worker.approvals.reject(shown().id)
  await expect(answer).rejects.toMatchObject({ code: rpcCode.userRejected })
  expect(worker.states()).toEqual([])
})

test('one that is faster by a moment is sent anew when it is agreed to again', async () => {
  const { answer } = await ask()
  stage.onSend = async () => {
    stage.count = 8
    await says('nonce too low')()
  }
  await worker.approve()
  stage.onSend = takes
  await worker.approve()
  expect(await answer).toBe(keccak256(stage.sent[0] ?? '0x'))
  expect(stage.sent).toHaveLength(1)
})

test('one that was agreed to and then refused, before anything left, is not sent', async () => {
  const { answer } = await ask()
  stage.whileSigning = async () => worker.approvals.rejectAll()
  await worker.approve()
  await expect(answer).rejects.toMatchObject({ code: rpcCode.userRejected })
  expect([stage.signatures, stage.sent.length]).toEqual([1, 0])
  expect(worker.states()).toEqual([])
  expect(await worker.transactions.nextNonce(SENDER, CHAIN)).toBe(7)
})

test('what is leaving is told to the page, whatever is locked or closed meanwhile', async () => {
  const { answer } = await ask()
  stage.onSend = async () => worker.approvals.rejectAll()
  await worker.approve()
  expect(await answer).toBe(keccak256(stage.sent[0] ?? '0x'))
})

test('what the chain refuses is the page’s answer', async () => {
  const { answer } = await ask()
  stage.onSend = says('insufficient funds')
  await worker.approve()
  await expect(answer).rejects.toMatchObject({ code: rpcCode.transactionRejected })
})

describe('when nobody knows whether the chain has it', () => {
  const lose = async () => {
    const asked = await ask()
    losesAnswer()
    await worker.approve()
    expect(shown()).toMatchObject({
      state: 'failed',
      left: true,
      problem: { code: 'chain-failed' },
    })
    return asked
  }

  test('it cannot be changed, and the same is sent again', async () => {
    const { answer } = await lose()
    const { id } = shown()
    const fee = { speed: 'custom', maxFeePerGas: '900', maxPriorityFeePerGas: '9' } as const
    for (const choices of [{ fee }, { gasLimit: '50000' }, { nonce: 9 }]) {
      await expect(worker.approvals.choose(id, choices)).rejects.toThrow('nothing of it changes')
    }
    stage.onSent = takes
    await worker.approve()
    const [first, second] = stage.sent
    expect(second).toBe(first)
    expect(await answer).toBe(keccak256(first ?? '0x'))
    expect(stage.signatures).toBe(1)
  })

  test.each<[string, (opened: Opened) => Promise<void>]>([
    ['stops', async ({ approvals, view }) => approvals.reject(view().id)],
    ['closes the window, locks, or leaves', async ({ approvals }) => approvals.rejectAll()],
  ])('whoever %s leaves the page with its hash, and it is followed', async (_, giveUp) => {
    const { answer } = await lose()
    await giveUp(worker)
    expect(await answer).toBe(keccak256(stage.sent[0] ?? '0x'))
    expect(worker.states()).toEqual(['sending'])
    stage.count = 8
    await worker.transactions.refresh()
    expect(worker.states()).toEqual(['gone'])
  })

  test.each([
    ['cannot look it up', isAway],
    ['is asked too often', says('rate limited')],
    ['does not find it yet', async () => Promise.resolve(null)],
  ])('no second one is offered by a chain that has its nonce and %s', async (_, find) => {
    const { answer } = await lose()
    const before = shown()
    stage.count = 8
    stage.onSend = says('nonce too low')
    stage.onFind = find
    await worker.approve()
    expect(shown()).toMatchObject({ left: true, problem: { code: 'chain-failed' } })
    expect(shown().hash).toBe(before.hash)
    stage.onFind = async (hash: Hex) => Promise.resolve({ hash })
    await worker.approve()
    expect(await answer).toBe(keccak256(stage.sent[0] ?? '0x'))
    expect([stage.signatures, stage.sent.length]).toEqual([1, 1])
  })

  test('a network that was removed meanwhile makes it no refusal', async () => {
    const { answer } = await lose()
    stage.knowsChain = false
    await worker.approve()
    expect(shown()).toMatchObject({ state: 'failed', left: true })
    stage.knowsChain = true
    stage.onSent = takes
    await worker.approve()
    expect(await answer).toBe(keccak256(stage.sent[0] ?? '0x'))
  })

  test('a worker that is killed then still knows', async () => {
    await lose()
    await kill()
    const second = await stage.open()
    expect(shown(second)).toMatchObject({ state: 'failed', left: true })
    await second.approvals.rejectAll()
    expect(await second.answer()).toBe(keccak256(stage.sent[0] ?? '0x'))
  })
})

test('what was prepared anew is not sent by consent to what it was, worker killed or not', async () => {
  await ask()
  const { hash } = shown()
  stage.count = 8
  const queueWas = stage.session
  let keep: unknown
  // Stopped between showing it anew and writing down why.
  const set = queueWas.set.bind(queueWas)
  queueWas.set = async (name, value) => {
    if (JSON.stringify(value).includes('"revision":3')) keep ??= structuredClone(value)
    return set(name, value)
  }
  await worker.approve()
  stage.session = memoryArea(new Map([['approvals', keep]]))
  const second = await stage.open()
  await expect.poll(() => shown(second).state).toBe('failed')
  expect(shown(second)).toMatchObject({ problem: { code: 'changed-meanwhile' } })
  expect(shown(second).hash).not.toBe(hash)
  expect([stage.signatures, stage.sent.length]).toEqual([0, 0])
})
