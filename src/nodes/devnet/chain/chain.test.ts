import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEther, zeroAddress } from 'viem'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../../../test/cluster/support/free-ports.ts'
import { eventually } from '../../../../test/support/eventually.ts'
import { startPart, type Part } from '../parts/part.ts'
import { chainProgram } from './anvil.ts'
import { chainClient, type ChainClient } from './chain-client.ts'
import { createChainKeeper } from './chain-keeper.ts'
import { keepBlocksComing } from './keep-blocks-coming.ts'

const sender = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
/** Logs once and leaves no code. */
const logger = '0x60006000a000'

let dir: string
let state: string
let part: Part
let chain: ChainClient
const stops: (() => Promise<void>)[] = []

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'assent-chain-'))
  state = join(dir, 'chain.json')
  await start()
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  await part.stop()
  rmSync(dir, { recursive: true })
})

async function start(): Promise<void> {
  const port = await freePort()
  part = await startPart(chainProgram(port, state, join(dir, 'chain.log')))
  chain = chainClient(`http://127.0.0.1:${port}`)
  await eventually('the chain answers', async () =>
    chain.getChainId().then(
      () => true,
      () => false,
    ),
  )
}

const log = async () => {
  const hash = await chain.request({
    method: 'eth_sendTransaction',
    params: [{ from: sender, data: logger, gas: '0x20000' }],
  } as never)
  return chain.waitForTransactionReceipt({ hash })
}

const at = async (blockTag: 'latest' | 'finalized') => (await chain.getBlock({ blockTag })).number

test('blocks come until a transaction is final, and then no more', async () => {
  let busy = 0
  const blocks = keepBlocksComing({ chain, onBusy: () => (busy += 1), onError: () => undefined })
  stops.push(blocks.stop)
  const { blockNumber } = await log()
  await eventually('its block is final', async () => (await at('finalized')) >= blockNumber)
  expect(busy).toBe(1)
  const head = await at('latest')
  // Two looks and more: a chain on which nothing happens must not grow.
  await new Promise((resolve) => {
    setTimeout(resolve, 700)
  })
  expect(await at('latest')).toBe(head)
})

test('keeps the chain soon after it was busy', async () => {
  const keeper = createChainKeeper(chain, state)
  const blocks = keepBlocksComing({ chain, onBusy: keeper.keepSoon, onError: () => undefined })
  stops.push(blocks.stop)
  await log()
  await eventually('it is kept', () => existsSync(state))
  expect(JSON.parse(readFileSync(state, 'utf8'))).toHaveProperty('accounts')
})

test('a chain comes back as it was kept, and reads at the hash of its final block', async () => {
  const { transactionHash } = await log()
  await chain.mine({ blocks: 3 })
  await chain.setBalance({ address: zeroAddress, value: parseEther('7') })
  await createChainKeeper(chain, state).keepNow()
  const { hash, number } = await chain.getBlock()
  process.kill(-part.pid, 'SIGKILL')
  await part.ended

  await start()
  expect((await chain.getBlock({ blockNumber: number })).hash).toBe(hash)
  expect((await chain.getTransactionReceipt({ hash: transactionHash })).logs).toHaveLength(1)
  expect(await chain.getLogs({ fromBlock: 0n })).toHaveLength(1)
  await chain.mine({ blocks: 3 })
  const final = await chain.getBlock({ blockTag: 'finalized' })
  const balance = await chain.request({
    method: 'eth_getBalance',
    params: [zeroAddress, { blockHash: final.hash, requireCanonical: true }],
  } as never)
  expect(BigInt(balance)).toBe(parseEther('7'))
})

test('keeps the chain whole or not at all', async () => {
  const keeper = createChainKeeper(chain, state)
  await Promise.all([keeper.keepNow(), keeper.keepNow(), keeper.keepNow()])
  expect(JSON.parse(readFileSync(state, 'utf8'))).toHaveProperty('blocks')
  expect(existsSync(`${state}.tmp`)).toBe(false)
})

test('keeps no chain that lost what it has to hold', async () => {
  let whole = true
  const keeper = createChainKeeper(chain, state, async () => Promise.resolve(whole))
  await keeper.keepNow()
  const before = readFileSync(state, 'utf8')
  await chain.setBalance({ address: zeroAddress, value: parseEther('7') })
  whole = false
  await keeper.keepNow()
  expect(readFileSync(state, 'utf8')).toBe(before)
  whole = true
  await keeper.keepNow()
  expect(readFileSync(state, 'utf8')).not.toBe(before)
})

test('ends the chain when its part is ended', async () => {
  await part.stop()
  await expect(chain.getChainId()).rejects.toThrow('HTTP request failed')
})
