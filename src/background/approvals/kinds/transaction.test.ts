import { parseTransaction, recoverTransactionAddress, type Hex } from 'viem'
import { privateKeyToAccount, sign } from 'viem/accounts'
import { keccak256 } from 'viem/utils'
import { beforeEach, expect, test } from 'vitest'
import type { Warning } from '../../../messages/popup/action.ts'
import { rpcCode } from '../../../messages/rpc-error.ts'
import type { Signing } from '../../signing/signing.ts'
import { memoryArea } from '../../state/area.ts'
import { Transactions } from '../../transactions/transactions.ts'
import { anyKind } from '../any-kind.ts'
import { Approvals } from '../approvals.ts'
import { newDraft } from './prepare-draft.ts'
import type { Review } from './review.ts'
import { transactionKind } from './transaction.ts'

const key: Hex = `0x${'11'.repeat(32)}`
const { address: account } = privateKeyToAccount(key)
const chainId = '0x539'
const to = '0x2222222222222222222222222222222222222222'

let local = memoryArea()
let session = memoryArea()
let count: number
let warnings: readonly Warning[]
let signatures: number
let whileSigning: () => Promise<void>
let sent: Hex[]
let onSend: () => void

const review: Review = {
  explain: ({ value }) => ({ kind: 'send-coins', to, amount: value }),
  readTypedData: () => ({ domain: [], primaryType: '', tree: [], actions: [] }),
  readTypedDataV1: () => [],
  readMessage: () => ({}),
  cap: ({ data }, amount) => `${data}${BigInt(amount).toString(16).padStart(64, '0')}`,
  fees: async () =>
    Promise.resolve({
      kind: 'eip1559',
      baseFee: '100',
      choices: [{ speed: 'normal', maxFeePerGas: '300', maxPriorityFeePerGas: '2' }],
    }),
  gas: async () => Promise.resolve({ limit: '21000' }),
  simulate: async () =>
    Promise.resolve({ state: 'known', via: 'eth_simulateV1', changes: [], gasUsed: '21000' }),
  simulateInRow: async () => Promise.resolve([]),
  learnTokens: async () => Promise.resolve([]),
  judge: async () => Promise.resolve(warnings),
}

const signing = {
  prepare: async () => Promise.resolve(),
  sign: async (_: unknown, __: string, payload: { readonly bytes: Hex }) => {
    signatures += 1
    await whileSigning()
    const { r, s, yParity } = await sign({ hash: keccak256(payload.bytes), privateKey: key })
    return { r, s, yParity: yParity as 0 | 1, signers: [1, 2], ms: 5 }
  },
} as unknown as Signing

const open = async () => {
  const transactions = await Transactions.open(
    { local, now: () => 0 },
    () => async (method, params) => {
      if (method === 'eth_getTransactionCount') return Promise.resolve(`0x${count.toString(16)}`)
      if (method === 'eth_getTransactionByHash') return Promise.resolve(null)
      onSend()
      sent.push(params[0] as Hex)
      return Promise.resolve('0x')
    },
  )
  const kind = transactionKind({ review, transactions, signing })
  const approvals = new Approvals(
    { now: () => 0, random: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    await Approvals.openQueue(session),
    [anyKind(kind)],
  )
  approvals.start()
  return { transactions, kind, approvals }
}
type Opened = Awaited<ReturnType<typeof open>>

const by = { page: 'page', request: '1', origin: 'https://dapp.test', title: '' }

const ask = async ({ approvals, kind }: Opened) => {
  const draft = newDraft(review, chainId, account, { to, value: '5', data: '0x' })
  await approvals.ask(kind, by, { account, chainId, draft })
  await expect.poll(() => shown(approvals).transaction.ready).toBe(true)
  const answer = approvals.answer(by.page, by.request)
  answer.catch(() => {})
  return { answer }
}

const shown = (approvals: Approvals) => {
  const view = approvals.view()
  if (view?.ask.kind !== 'transaction') throw new Error('no transaction is asked')
  return { ...view, transaction: view.ask.transaction }
}

const approve = async (approvals: Approvals, accepted: string[] = []): Promise<void> => {
  const { id, hash, revision } = shown(approvals)
  await approvals.approve(id, hash, revision, { accepted })
}

beforeEach(() => {
  local = memoryArea()
  session = memoryArea()
  count = 7
  warnings = []
  signatures = 0
  whileSigning = async () => Promise.resolve()
  sent = []
  onSend = () => {}
})

test('what is shown is what is signed and sent', async () => {
  const opened = await open()
  const { answer } = await ask(opened)
  const { transaction } = shown(opened.approvals)
  expect(transaction).toMatchObject({
    nonce: 7,
    value: '5',
    fee: { gasLimit: '21000', most: '6300000', about: '2142000' },
  })
  await approve(opened.approvals)
  const [raw = '0x'] = sent
  expect(await answer).toBe(keccak256(raw))
  expect(parseTransaction(raw)).toMatchObject({
    chainId: 1337,
    nonce: 7,
    to,
    value: 5n,
    gas: 21_000n,
    maxFeePerGas: 300n,
    maxPriorityFeePerGas: 2n,
  })
  expect(await recoverTransactionAddress({ serializedTransaction: raw as never })).toBe(account)
})

test('fee, gas and nonce are the person’s to change, within reason', async () => {
  const opened = await open()
  await ask(opened)
  const { id } = shown(opened.approvals)
  const fee = { speed: 'custom', maxFeePerGas: '900', maxPriorityFeePerGas: '9' } as const
  await opened.approvals.choose(id, { fee, gasLimit: '50000', nonce: 9 })
  await expect(opened.approvals.choose(id, { gasLimit: '20999' })).rejects.toThrow('gas limit')
  await expect(
    opened.approvals.choose(id, { fee: { ...fee, maxPriorityFeePerGas: '901' } }),
  ).rejects.toThrow('tip')
  await approve(opened.approvals)
  expect(parseTransaction(sent[0] ?? '0x')).toMatchObject({
    nonce: 9,
    gas: 50_000n,
    maxFeePerGas: 900n,
  })
})

test('a danger takes a step of its own', async () => {
  warnings = [{ rule: 'known-phishing', level: 'danger', facts: {} } as unknown as Warning]
  const opened = await open()
  await ask(opened)
  await expect(approve(opened.approvals)).rejects.toThrow('accepted first')
  expect(signatures).toBe(0)
  await approve(opened.approvals, ['known-phishing'])
  expect(sent).toHaveLength(1)
})

test('a worker that is killed after signing sends the same bytes, once', async () => {
  const first = await open()
  await ask(first)
  onSend = () => {
    throw new Error('killed')
  }
  const killed = new Promise<void>((resolve) => {
    onSend = () => {
      resolve()
      throw new Error('killed')
    }
  })
  // What the killed worker would have done after this never happens: its storage is a copy.
  void approve(first.approvals)
  await killed
  const [kept, queue] = [await local.get('transactions'), await session.get('approvals')]
  local = memoryArea(new Map([['transactions', markSigned(kept)]]))
  session = memoryArea(new Map([['approvals', queue]]))
  onSend = () => {}
  const second = await open()
  await second.approvals.answer(by.page, by.request)
  expect(signatures).toBe(1)
  expect(sent).toHaveLength(1)
})

/** As it stood when the worker was killed. */
const markSigned = (kept: unknown): unknown => {
  const { version, value } = kept as { version: number; value: readonly object[] }
  return { version, value: value.map((one) => ({ ...one, state: 'signed' })) }
}

test('another browser that takes the nonce meanwhile: prepared and shown anew, nothing is sent', async () => {
  const opened = await open()
  const { answer } = await ask(opened)
  const before = shown(opened.approvals)
  count = 8
  await approve(opened.approvals)
  const after = shown(opened.approvals)
  expect(after).toMatchObject({ state: 'failed', problem: { code: 'changed-meanwhile' } })
  expect(after.revision).toBeGreaterThan(before.revision)
  expect(after.transaction.nonce).toBe(8)
  expect([signatures, sent.length]).toEqual([0, 0])
  await approve(opened.approvals)
  await answer
  expect(parseTransaction(sent[0] ?? '0x').nonce).toBe(8)
})

test('one that is faster by a moment, too', async () => {
  const opened = await open()
  await ask(opened)
  onSend = () => {
    count = 8
    throw new Error('nonce too low')
  }
  await approve(opened.approvals)
  expect(shown(opened.approvals).problem?.code).toBe('changed-meanwhile')
  onSend = () => {}
  await approve(opened.approvals)
  expect(sent).toHaveLength(1)
})

test('one that was agreed to and then refused, before anything left, is not sent', async () => {
  const opened = await open()
  const { answer } = await ask(opened)
  whileSigning = async () => opened.approvals.rejectAll()
  await approve(opened.approvals)
  await expect(answer).rejects.toMatchObject({ code: rpcCode.userRejected })
  expect([signatures, sent.length]).toEqual([1, 0])
  expect(await opened.transactions.nextNonce(account, chainId)).toBe(7)
})

test('what has left is told to the page, whatever is locked or closed meanwhile', async () => {
  const opened = await open()
  const { answer } = await ask(opened)
  onSend = () => void opened.approvals.rejectAll()
  await approve(opened.approvals)
  expect(await answer).toBe(keccak256(sent[0] ?? '0x'))
})

test('what the chain refuses is the page’s answer', async () => {
  const opened = await open()
  const { answer } = await ask(opened)
  onSend = () => {
    throw new Error('insufficient funds')
  }
  await approve(opened.approvals)
  await expect(answer).rejects.toMatchObject({ code: rpcCode.transactionRejected })
})

test('what is changed is judged anew, and stays when it is prepared once more', async () => {
  const opened = await open()
  await ask(opened)
  const { id } = shown(opened.approvals)
  const rule = { rule: 'high-fee', level: 'caution', facts: {} } as unknown as Warning
  warnings = [rule]
  const fee = { speed: 'custom', maxFeePerGas: '9000', maxPriorityFeePerGas: '9' } as const
  await opened.approvals.choose(id, { fee })
  expect(shown(opened.approvals).warnings).toEqual([rule])
  count = 8
  await approve(opened.approvals)
  expect(shown(opened.approvals).transaction).toMatchObject({ nonce: 8, fee: { chosen: fee } })
})

test('nothing is signed before it was looked at', async () => {
  const opened = await open()
  const draft = newDraft(review, chainId, account, { to, value: '5', data: '0x' })
  await opened.approvals.ask(opened.kind, by, { account, chainId, draft })
  await approve(opened.approvals).catch(() => {})
  expect(signatures).toBe(0)
})
