import { beforeEach, expect, test } from 'vitest'
import { RpcError } from '../../messages/rpc-error.ts'
import { LostAnswer } from '../chains/rpc.ts'
import { memoryArea } from '../state/area.ts'
import { Transactions } from './transactions.ts'

const account = '0x1111111111111111111111111111111111111111'
const chainId = '0x539'

let area = memoryArea()
let answers: Record<string, (params: readonly unknown[]) => unknown>
let sent: unknown[]

const open = async (): Promise<Transactions> =>
  Transactions.open({ local: area, now: () => 1000 }, () => async (method, params) => {
    const answer = answers[method]
    if (answer === undefined) throw new Error(`no ${method}`)
    return Promise.resolve(answer(params))
  })

const entry = (nonce: number, approval = `approval ${nonce}`) => ({
  approval,
  place: 0,
  origin: 'https://dapp.test',
  account,
  chainId,
  nonce,
  hash: `0x${String(nonce).padStart(64, '0')}`,
  raw: `0x02${String(nonce).padStart(2, '0')}`,
})

/** As it is for a nonce that nobody has named. */
const once = { mayReplace: false }

const refusing = (message: string) => () => {
  throw new RpcError(-32_000, message)
}

const isAway = () => {
  throw new RpcError('chainDisconnected', 'nobody answers')
}

const notTaken = (isNonceTaken: boolean): Error =>
  expect.objectContaining({ name: 'NotTaken', isNonceTaken }) as Error

beforeEach(() => {
  area = memoryArea()
  sent = []
  answers = {
    eth_getTransactionCount: () => '0x5',
    eth_getTransactionByHash: () => null,
    eth_sendRawTransaction: ([raw]) => sent.push(raw),
  }
})

test('the next nonce is what the chain counts, and after what it has not seen yet', async () => {
  const transactions = await open()
  expect(await transactions.nextNonce(account, chainId)).toBe(5)
  for (const nonce of [5, 6]) {
    await transactions.signed(entry(nonce))
    await transactions.broadcast(`approval ${nonce}`, once)
  }
  expect(await transactions.nextNonce(account, chainId)).toBe(7)
  expect(await transactions.nextNonce(account, '0x1')).toBe(5)
  expect(await transactions.nextNonce(`0x${'2'.repeat(40)}`, chainId)).toBe(5)
})

test('a gap is filled first', async () => {
  const transactions = await open()
  await transactions.signed(entry(6))
  await transactions.broadcast('approval 6', once)
  expect(await transactions.nextNonce(account, chainId)).toBe(5)
})

test('what was signed and never left takes no nonce', async () => {
  const transactions = await open()
  await transactions.signed(entry(5))
  expect(await transactions.nextNonce(account, chainId)).toBe(5)
})

test('what was signed is sent once, also when it is asked again after a restart', async () => {
  const transactions = await open()
  await transactions.signed(entry(5))
  const restarted = await open()
  expect(restarted.of('approval 5')?.state).toBe('signed')
  await restarted.broadcast('approval 5', once)
  await restarted.broadcast('approval 5', once)
  expect(sent).toEqual([entry(5).raw])
})

test.each(['already known', 'Transaction already imported', 'ALREADY KNOWN: 0x12'])(
  'a chain that says %s has it',
  async (message) => {
    const transactions = await open()
    await transactions.signed(entry(5))
    answers['eth_sendRawTransaction'] = refusing(message)
    await transactions.broadcast('approval 5', once)
    expect(transactions.of('approval 5')?.state).toBe('sent')
  },
)

test('a nonce that is used by this very transaction is no problem, by another it is', async () => {
  const transactions = await open()
  await transactions.signed(entry(5))
  answers['eth_sendRawTransaction'] = refusing('nonce too low')
  answers['eth_getTransactionByHash'] = () => ({ hash: entry(5).hash })
  await transactions.broadcast('approval 5', once)
  expect(transactions.of('approval 5')?.state).toBe('sent')
  await transactions.signed(entry(6))
  answers['eth_getTransactionByHash'] = () => null
  await expect(transactions.broadcast('approval 6', once)).rejects.toEqual(notTaken(true))
  expect(transactions.of('approval 6')?.state).toBe('void')
})

test('one that was refused is not taken for sent after a restart', async () => {
  const transactions = await open()
  await transactions.signed(entry(5))
  answers['eth_sendRawTransaction'] = refusing('nonce too low')
  await expect(transactions.broadcast('approval 5', once)).rejects.toEqual(notTaken(true))
  await expect((await open()).broadcast('approval 5', once)).rejects.toEqual(notTaken(true))
})

test('another refusal is told in words, and its nonce is free again', async () => {
  const transactions = await open()
  await transactions.signed(entry(5))
  answers['eth_sendRawTransaction'] = refusing('insufficient funds for gas * price + value')
  await expect(transactions.broadcast('approval 5', once)).rejects.toMatchObject({
    isNonceTaken: false,
    message: 'The account has too few coins for this transaction and its fee.',
  })
  expect(await transactions.nextNonce(account, chainId)).toBe(5)
})

test('one that a chain may have takes no nonce, and the same is sent once more', async () => {
  const transactions = await open()
  await transactions.signed(entry(5))
  answers['eth_sendRawTransaction'] = isAway
  await expect(transactions.broadcast('approval 5', once)).rejects.toMatchObject({
    code: 'chain-failed',
  })
  expect(transactions.of('approval 5')?.state).toBe('sending')
  expect(await transactions.nextNonce(account, chainId)).toBe(5)
  const restarted = await open()
  answers['eth_sendRawTransaction'] = ([raw]) => sent.push(raw)
  await restarted.broadcast('approval 5', once)
  expect(sent).toEqual([entry(5).raw])
  expect(restarted.of('approval 5')?.state).toBe('sent')
})

test('a lookup that fails says nothing of it; one that finds nothing does', async () => {
  const transactions = await open()
  await transactions.signed(entry(5))
  answers['eth_sendRawTransaction'] = refusing('insufficient funds')
  answers['eth_getTransactionByHash'] = refusing('rate limited')
  await expect(transactions.broadcast('approval 5', once)).rejects.toMatchObject({
    code: 'chain-failed',
  })
  answers['eth_getTransactionByHash'] = () => null
  await expect(transactions.broadcast('approval 5', once)).rejects.toEqual(notTaken(false))
})

test('a nonce that is used may be its own after a try whose answer was lost', async () => {
  const transactions = await open()
  await transactions.signed(entry(5))
  answers['eth_sendRawTransaction'] = isAway
  await expect(transactions.broadcast('approval 5', once)).rejects.toThrow('nobody knows')
  answers['eth_sendRawTransaction'] = refusing('nonce too low')
  await expect(transactions.broadcast('approval 5', once)).rejects.toMatchObject({
    code: 'chain-failed',
  })
  expect(transactions.of('approval 5')?.state).toBe('sending')
})

test.each([
  ['a timeout', new RpcError(-32_603, 'upstream request timed out')],
  ['a limit', new RpcError('limitExceeded', 'slow down')],
  ['trouble of its own', new RpcError(-32_603, 'Internal error')],
])('an RPC that tells of %s has not said what became of it', async (_, refusal) => {
  const transactions = await open()
  await transactions.signed(entry(5))
  answers['eth_sendRawTransaction'] = () => {
    throw refusal
  }
  await expect(transactions.broadcast('approval 5', once)).rejects.toThrow('nobody knows')
  expect(transactions.of('approval 5')?.state).toBe('sending')
})

test('a nonce that is used may be its own when another RPC was given it first', async () => {
  const transactions = await open()
  await transactions.signed(entry(5))
  answers['eth_sendRawTransaction'] = () => {
    const cause = new LostAnswer('an RPC did not answer')
    throw new RpcError(-32_000, 'nonce too low', { cause })
  }
  await expect(transactions.broadcast('approval 5', once)).rejects.toThrow('nobody knows')
})

test('what became of one is not written onto what was signed in its place', async () => {
  const transactions = await open()
  await transactions.signed(entry(5))
  await transactions.broadcast('approval 5', once)
  let asked = false
  let answer = (): void => {}
  answers['eth_getTransactionReceipt'] = async () =>
    new Promise((resolve) => {
      asked = true
      answer = () => resolve({ status: '0x1' })
    })
  const refreshing = transactions.refresh()
  await expect.poll(() => asked).toBe(true)
  await transactions.signed({ ...entry(6), approval: 'approval 5' })
  answer()
  await refreshing
  expect(transactions.of('approval 5')).toMatchObject({ nonce: 6, state: 'signed' })
})

test('what was signed for what is over is dropped, or told of where others of it have left', async () => {
  const transactions = await open()
  for (const place of [0, 1]) await transactions.signed({ ...entry(5 + place, 'begun'), place })
  await transactions.signed(entry(7, 'not begun'))
  await transactions.signed(entry(8, 'open'))
  await transactions.broadcast('begun', once)
  await transactions.dropUnsent((approval) => approval !== 'open')
  expect(transactions.all.map(({ approval, state }) => [approval, state])).toEqual([
    ['begun', 'sent'],
    ['begun', 'void'],
    ['open', 'signed'],
  ])
})

test('a nonce with which another one waits is taken, unless it may be replaced', async () => {
  const transactions = await open()
  answers['eth_getTransactionCount'] = ([, at]) => (at === 'pending' ? '0x6' : '0x5')
  const isFree = async (mayReplace: boolean) =>
    transactions.isNonceFree(account, chainId, 5, { mayReplace })
  expect([await isFree(false), await isFree(true)]).toEqual([false, true])
  answers['eth_sendRawTransaction'] = refusing('replacement transaction underpriced')
  await transactions.signed(entry(5))
  await expect(transactions.broadcast('approval 5', once)).rejects.toEqual(notTaken(true))
  await transactions.signed(entry(5))
  await expect(transactions.broadcast('approval 5', { mayReplace: true })).rejects.toEqual(
    notTaken(false),
  )
})

test.each([
  ['mined', { status: '0x1' }, '0x5'],
  ['reverted', { status: '0x0' }, '0x5'],
  ['sent', null, '0x5'],
  ['gone', null, '0x6'],
])('it is %s', async (state, receipt, count) => {
  const transactions = await open()
  await transactions.signed(entry(5))
  await transactions.broadcast('approval 5', once)
  answers['eth_getTransactionReceipt'] = () => receipt
  answers['eth_getTransactionCount'] = () => count
  await transactions.refresh()
  expect(transactions.of('approval 5')?.state).toBe(state)
})

test('what may have arrived is followed too, and one that is mined meanwhile is not gone', async () => {
  const transactions = await open()
  await transactions.signed(entry(5))
  answers['eth_sendRawTransaction'] = isAway
  await expect(transactions.broadcast('approval 5', once)).rejects.toThrow('nobody knows')
  let isMined = false
  answers['eth_getTransactionReceipt'] = () => (isMined ? { status: '0x1' } : null)
  answers['eth_getTransactionCount'] = () => {
    isMined = true
    return '0x6'
  }
  await transactions.refresh()
  expect(transactions.of('approval 5')?.state).toBe('mined')
})
