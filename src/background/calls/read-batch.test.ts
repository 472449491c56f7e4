import { encodeFunctionData, parseAbi } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { bob, token } from '../../../test/support/review-subjects.ts'
import type { Review } from '../approvals/kinds/review.ts'
import { explainCall } from '../review/explain/explain-call.ts'
import type { Services } from '../services.ts'
import type { Sent } from '../transactions/sent.ts'
import { readBatch } from './read-batch.ts'

const signer = privateKeyToAccount(`0x${'01'.repeat(32)}`)
const abi = parseAbi(['function transfer(address to, uint256 amount)'])
const data = encodeFunctionData({ abi, functionName: 'transfer', args: [bob, 5n] })
const common = { chainId: 1, gas: 21_000n, maxFeePerGas: 1n, type: 'eip1559' } as const
const sign = async (given: object, nonce: number) =>
  signer.signTransaction({ ...common, nonce, ...given })

const sent = (place: number, raw: string, state: Sent['state'], approval = 'a'): Sent => ({
  approval,
  place,
  bundle: '0x12',
  origin: 'https://dapp.test',
  account: signer.address,
  chainId: '0x1',
  nonce: place,
  hash: `0x0${place}`,
  raw,
  at: 7,
  state,
})

let symbol: string | undefined
const review = {
  explain: (call) => explainCall(call, () => (symbol ? { address: token, symbol } : undefined)),
  learnTokens: async () => {
    symbol = 'TST'
    return Promise.reject(new Error('the chain does not answer any more'))
  },
} as Partial<Review> as Review

const services = (all: readonly Sent[]) => {
  const refresh = async () => Promise.reject(new Error('the chain does not answer'))
  return { transactions: { all, refresh } as Partial<Services['transactions']>, review } as Services
}

test('a batch is shown in the words of its approval, in its order, as far as it is known', async () => {
  const all = [
    sent(1, await sign({ to: token, data }, 1), 'sent'),
    sent(0, await sign({ to: bob, value: 3n }, 0), 'mined'),
    sent(2, await sign({ data: '0x6001' }, 2), 'signed'),
    sent(0, await sign({ to: bob, value: 9n }, 3), 'sent', 'another'),
  ]
  expect(await readBatch(services(all), 'a')).toEqual({
    origin: 'https://dapp.test',
    account: signer.address,
    chainId: '0x1',
    approvedAt: 7,
    calls: [
      { action: { kind: 'send-coins', to: bob, amount: '3' }, hash: '0x00', state: 'confirmed' },
      {
        action: expect.objectContaining({
          kind: 'send-token',
          token: { address: token, symbol: 'TST' },
          amount: '5',
        }) as object,
        hash: '0x01',
        state: 'sent',
      },
      { action: { kind: 'deploy', bytes: 2, amount: '0' }, hash: '0x02', state: 'waiting' },
    ],
  })
})

test('what failed and what was replaced are told apart', async () => {
  const raw = await sign({ to: bob }, 0)
  const all = [sent(0, raw, 'reverted'), sent(1, raw, 'gone')]
  const { calls } = await readBatch(services(all), 'a')
  expect(calls.map(({ state }) => state)).toEqual(['failed', 'replaced'])
})

test('calls that are not known any more are said to be', async () => {
  await expect(readBatch(services([]), 'a')).rejects.toMatchObject({ code: 'bad-input' })
})
