import {
  createPublicClient,
  createWalletClient,
  custom,
  defineChain,
  hexToString,
  parseGwei,
  type Hex,
} from 'viem'
import { mainnet, polygon } from 'viem/chains'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  ALICE,
  BOB,
  connected,
  methodStage,
  type MethodStage,
} from '../../../test/support/method-stage.ts'
import { problemOf, RpcError } from '../../messages/rpc-error.ts'
import { Provider } from './provider.ts'
import type { FromBridge } from './transport.ts'

// What pages are made with, from their side of the provider to what a person is asked.

let stage: MethodStage
let provider: Provider

beforeEach(async () => {
  stage = await methodStage()
  let tell: (message: FromBridge) => void = () => {}
  provider = new Provider({
    listen: (listener) => {
      tell = listener
    },
    send: (message) => {
      if (message.type === 'hello') tell({ type: 'ready' })
      if (message.type !== 'request') return
      const { id, method, params } = message
      void stage.run(method, params).then(
        (result) => tell({ type: 'answer', id, result }),
        (error: unknown) => tell({ type: 'answer', id, problem: problemOf(error) }),
      )
    },
  })
})

const wallet = (account: Hex = ALICE) =>
  createWalletClient({ account, chain: mainnet, transport: custom(provider) })
const asked = () => stage.asked.at(-1)

test('a page connects, and hears of its permissions', async () => {
  stage.decide = async () => {
    await connected(stage)
    return [ALICE]
  }
  expect(await wallet().requestAddresses()).toEqual([ALICE])
  expect(await wallet().getAddresses()).toEqual([ALICE])
  const [permission] = await wallet().requestPermissions({ eth_accounts: {} })
  expect(permission?.caveats[0]?.value).toEqual([ALICE])
  expect(await wallet().getPermissions()).toHaveLength(2)
  expect(await wallet().getChainId()).toBe(1)
})

describe('of a page that is connected', () => {
  beforeEach(async () => connected(stage))

  test('messages arrive byte for byte', async () => {
    await wallet().signMessage({ message: 'hi ✓' })
    const body = asked()?.body as { readonly bytes: Hex }
    expect(hexToString(body.bytes)).toBe('hi ✓')
    await wallet().signMessage({ message: { raw: '0x0001' } })
    expect(asked()).toMatchObject({ body: { bytes: '0x0001' } })
  })

  test('typed data arrives whole', async () => {
    await wallet().signTypedData({
      domain: { name: 'Shop', chainId: 1, verifyingContract: BOB },
      types: { Order: [{ name: 'amount', type: 'uint256' }] },
      primaryType: 'Order',
      message: { amount: 2n ** 255n },
    })
    const body = asked()?.body as { readonly text: string }
    expect(JSON.parse(body.text)).toMatchObject({
      primaryType: 'Order',
      message: { amount: String(2n ** 255n) },
    })
  })

  test('transactions arrive with what was named', async () => {
    await wallet().sendTransaction({
      to: BOB,
      value: 5n,
      maxFeePerGas: parseGwei('2'),
      maxPriorityFeePerGas: 1n,
      nonce: 3,
    })
    expect(asked()).toMatchObject({
      kind: 'transaction',
      body: {
        draft: { asked: { to: BOB, value: '5', maxFeePerGas: '2000000000', nonce: 3 } },
      },
    })
    await wallet().deployContract({ abi: [], bytecode: '0x6000' })
    expect(asked()).toMatchObject({ body: { draft: { asked: { data: '0x6000' } } } })
  })

  test('batches arrive as one', async () => {
    stage.decide = () => ({ id: '0x12' })
    const calls = [{ to: BOB, value: 1n } as const, { to: BOB, data: '0x01' } as const]
    expect(await wallet().sendCalls({ calls })).toMatchObject({ id: '0x12' })
    expect(asked()).toMatchObject({ kind: 'calls', body: { drafts: [{}, {}] } })
    const refused = wallet().sendCalls({ calls, forceAtomic: true })
    await expect(refused).rejects.toThrow(/one after the other/)
    expect(await wallet().getCapabilities({ chainId: 1 })).toEqual({
      atomic: { status: 'unsupported' },
    })
    await expect(wallet().getCallsStatus({ id: '0x99' })).rejects.toThrow(/no batch/)
  })

  test('chains are switched and added, and an unknown one has the code that says so', async () => {
    await wallet().switchChain(polygon)
    expect(asked()).toMatchObject({ kind: 'switchChain', body: { to: '0x89' } })
    const mine = defineChain({
      id: 1337,
      name: 'Mine',
      nativeCurrency: { name: 'Coin', symbol: 'COIN', decimals: 18 },
      rpcUrls: { default: { http: ['https://rpc.test'] } },
    })
    await expect(wallet().switchChain(mine)).rejects.toMatchObject({ code: 4902 })
    stage.rpc = () => ({ result: '0x539' })
    await wallet().addChain({ chain: mine })
    expect(asked()).toMatchObject({ kind: 'addChain', body: { chain: { chainId: '0x539' } } })
  })

  test('a refusal by the person is one to viem', async () => {
    stage.decide = () => {
      throw new RpcError('userRejected', 'no')
    }
    const mine = wallet().signMessage({ message: 'hi' })
    await expect(mine).rejects.toMatchObject({ name: 'UserRejectedRequestError', code: 4001 })
    const other = wallet(BOB).signMessage({ message: 'hi' })
    await expect(other).rejects.toMatchObject({ code: 4100 })
  })
})

test('reads go through', async () => {
  stage.rpc = (_url, method) => ({ result: method === 'eth_getBalance' ? '0x7' : '0x2' })
  const client = createPublicClient({ chain: mainnet, transport: custom(provider) })
  expect(await client.getBalance({ address: ALICE })).toBe(7n)
  expect(await client.getBlockNumber()).toBe(2n)
})
