import { beforeEach, describe, expect, test } from 'vitest'
import {
  accountView,
  ALICE,
  BOB,
  connected,
  DAPP,
  methodStage,
  type MethodStage,
} from '../../../test/support/method-stage.ts'
import { RpcError } from '../../messages/rpc-error.ts'
import { methodNames } from './methods.ts'

let stage: MethodStage
beforeEach(async () => {
  stage = await methodStage()
})

const refusal = async (run: Promise<unknown>): Promise<number> => {
  const error: unknown = await run.catch((thrown: unknown) => thrown)
  if (error instanceof RpcError) return error.code
  throw new Error('it was not refused')
}

test('what is not listed is refused, and every name is listed once', async () => {
  expect(await refusal(stage.run('eth_mine'))).toBe(-32_601)
  expect(await refusal(stage.run('constructor'))).toBe(-32_601)
  expect(new Set(methodNames).size).toBe(methodNames.length)
  expect(methodNames.length).toBeGreaterThan(75)
})

describe('accounts', () => {
  test('are shown to a site that has them, while the wallet is open', async () => {
    expect(await stage.run('eth_accounts')).toEqual([])
    await connected(stage, [BOB, ALICE])
    expect(await stage.run('eth_accounts')).toEqual([BOB, ALICE])
    expect(await stage.run('eth_coinbase')).toBe(BOB)
    expect(await stage.run('eth_accounts', [], { origin: 'https://other.test' })).toEqual([])
    stage.state = 'locked'
    expect(await stage.run('eth_accounts')).toEqual([])
    expect(await stage.run('eth_coinbase')).toBe(null)
    expect(await stage.run('wallet_getPermissions')).toEqual([])
  })

  test('that are gone, or cannot be used, are not shown', async () => {
    await connected(stage, [ALICE, BOB])
    stage.accounts = [accountView(ALICE, { mayUse: 'nothing' })]
    expect(await stage.run('eth_accounts')).toEqual([])
  })

  test('are asked for once', async () => {
    stage.decide = () => [BOB]
    expect(await stage.run('eth_requestAccounts')).toEqual([BOB])
    expect(stage.asked).toMatchObject([
      { kind: 'connect', body: { chainId: '0x1', accounts: [ALICE] } },
    ])
    await connected(stage, [BOB])
    expect(await stage.run('eth_requestAccounts')).toEqual([BOB])
    expect(stage.asked).toHaveLength(1)
  })

  test('of a connected site wait for the wallet to be open, without another decision', async () => {
    await connected(stage, [BOB])
    stage.state = 'locked'
    stage.decide = async () => new Promise(() => {})
    const answer = stage.run('eth_requestAccounts')
    await Promise.resolve()
    expect(stage.asked).toHaveLength(1)
    stage.open()
    expect(await answer).toEqual([BOB])
  })
})

describe('permissions', () => {
  test('are asked for anew each time, and answered as clients read them', async () => {
    await connected(stage, [BOB])
    const [permission] = (await stage.run('wallet_requestPermissions', [
      { eth_accounts: {} },
    ])) as readonly unknown[]
    expect(stage.asked).toMatchObject([{ kind: 'connect', body: { accounts: [BOB] } }])
    expect(permission).toMatchObject({
      invoker: DAPP,
      parentCapability: 'eth_accounts',
      caveats: [{ type: 'restrictReturnedAccounts', value: [BOB] }],
    })
    expect(await stage.run('wallet_getPermissions')).toHaveLength(2)
  })

  test.each([[undefined], [[]], [[{}]], [[{ eth_accounts: {}, snap_dialog: {} }]], [[1]], [['x']]])(
    'of other shapes are refused: %j',
    async (params) => {
      expect(await refusal(stage.run('wallet_requestPermissions', params))).toBe(-32_602)
      expect(stage.asked).toEqual([])
    },
  )

  test('are given back', async () => {
    await connected(stage)
    expect(await stage.run('wallet_revokePermissions', [{ eth_accounts: {} }])).toBe(null)
    expect(await stage.run('eth_accounts')).toEqual([])
    expect(stage.sites.all()).toEqual([])
  })
})

describe('chains', () => {
  test('are what each site chose', async () => {
    expect(await stage.run('eth_chainId')).toBe('0x1')
    await stage.sites.set(DAPP, { chainId: '0x89' })
    expect(await stage.run('eth_chainId')).toBe('0x89')
    expect(await stage.run('net_version')).toBe('137')
    expect(await stage.run('eth_chainId', [], { origin: 'https://other.test' })).toBe('0x1')
    expect(await stage.run('metamask_getProviderState')).toEqual({
      accounts: [],
      chainId: '0x89',
      isUnlocked: true,
      networkVersion: '137',
    })
  })

  test('are switched with consent, and silently where the site is already', async () => {
    expect(await stage.run('wallet_switchEthereumChain', [{ chainId: '0x1' }])).toBe(null)
    expect(stage.asked).toEqual([])
    await stage.run('wallet_switchEthereumChain', [{ chainId: '0x89' }])
    expect(stage.asked).toMatchObject([{ kind: 'switchChain', body: { from: '0x1', to: '0x89' } }])
  })

  test.each([
    [[{ chainId: '0x123456' }], 4902],
    [[{ chainId: '0x01' }], -32_602],
    [[{ chainId: '0x0' }], -32_602],
    [[{ chainId: 1 }], -32_602],
    [[{ chainId: '1' }], -32_602],
    [[{ chainId: '0xffffffffffffff' }], -32_602],
    [[{ chainId: '0x89', also: 1 }], -32_602],
    [[{ chainId: '0x89' }, {}], -32_602],
    [[], -32_602],
    [undefined, -32_602],
  ])('are not switched to %j', async (params, code) => {
    expect(await refusal(stage.run('wallet_switchEthereumChain', params))).toBe(code)
  })
})

describe('adding a chain', () => {
  const chain = {
    chainId: '0x539',
    chainName: ' My chain ',
    rpcUrls: ['https://rpc.test'],
    nativeCurrency: { name: 'Coin', symbol: 'COIN', decimals: 18 },
    blockExplorerUrls: ['https://scan.test/'],
    iconUrls: ['https://icon.test'],
  }
  beforeEach(() => {
    stage.rpc = () => ({ result: '0x539' })
  })

  test('asks the RPC which chain it is, and then the person', async () => {
    await stage.run('wallet_addEthereumChain', [chain])
    expect(stage.asked).toMatchObject([
      {
        kind: 'addChain',
        body: {
          replaces: false,
          chain: {
            chainId: '0x539',
            name: 'My chain',
            currency: { symbol: 'COIN' },
            rpcUrls: ['https://rpc.test'],
            explorerUrl: 'https://scan.test',
          },
        },
      },
    ])
  })

  test('that is known is only a switch, and with another RPC a change to look at', async () => {
    const [rpcUrl] = stage.chains.get('0x89')?.rpcUrls ?? []
    const known = {
      chainId: '0x89',
      chainName: 'Polygon',
      rpcUrls: [`${rpcUrl}/`],
      nativeCurrency: { name: 'POL', symbol: 'pol', decimals: 18 },
    }
    await stage.run('wallet_addEthereumChain', [known])
    expect(stage.asked).toMatchObject([{ kind: 'switchChain' }])
    stage.rpc = () => ({ result: '0x89' })
    await stage.run('wallet_addEthereumChain', [{ ...known, rpcUrls: ['https://mine.test'] }])
    expect(stage.asked[1]).toMatchObject({ kind: 'addChain', body: { replaces: true } })
  })

  test.each([
    ['an RPC of another chain', {}, '0x1'],
    ['an RPC that says nothing', {}, null],
    ['no chain id', { chainId: undefined }],
    ['a chain id with zeros', { chainId: '0x0539' }],
    ['chain zero', { chainId: '0x0' }],
    ['no name', { chainName: ' ' }],
    ['no RPC', { rpcUrls: [] }],
    ['RPCs that are no list', { rpcUrls: 'https://rpc.test' }],
    ['an RPC without TLS', { rpcUrls: ['http://rpc.test'] }],
    ['an RPC with a password', { rpcUrls: ['https://me:you@rpc.test'] }],
    ['an explorer without TLS', { blockExplorerUrls: ['http://scan.test'] }],
    ['a script as explorer', { blockExplorerUrls: ['javascript:alert(1)'] }],
    ['other decimals', { nativeCurrency: { name: 'C', symbol: 'C', decimals: 6 } }],
    ['a long symbol', { nativeCurrency: { name: 'C', symbol: 'COINCOIN', decimals: 18 } }],
    ['no symbol', { nativeCurrency: { name: 'C', symbol: '', decimals: 18 } }],
    ['an unknown key', { more: 1 }],
    ["another coin for Ethereum's chain", { chainId: '0x1' }],
  ])('is refused with %s', async (_, change: object, answer: unknown = '0x539') => {
    stage.rpc = () => ({ result: answer })
    const params = [{ ...chain, ...change }]
    expect(await refusal(stage.run('wallet_addEthereumChain', params))).toBe(-32_602)
    expect(stage.asked).toEqual([])
  })

  test('whose RPC cannot be reached is refused', async () => {
    stage.rpc = () => undefined
    expect(await refusal(stage.run('wallet_addEthereumChain', [chain]))).toBe(4901)
  })

  test('keeps the RPCs that answer, if none of them is of another chain', async () => {
    const rpcUrls = ['https://silent.test', 'https://rpc.test']
    stage.rpc = (url) => (url === 'https://silent.test' ? undefined : { result: '0x539' })
    await stage.run('wallet_addEthereumChain', [{ ...chain, rpcUrls }])
    expect(stage.asked).toMatchObject([{ body: { chain: { rpcUrls: ['https://rpc.test'] } } }])
    stage.rpc = (url) => ({ result: url === 'https://rpc.test' ? '0x539' : '0x1' })
    const run = stage.run('wallet_addEthereumChain', [{ ...chain, rpcUrls }])
    expect(await refusal(run)).toBe(-32_602)
  })

  test('on this machine needs no TLS', async () => {
    const params = [{ ...chain, rpcUrls: ['http://127.0.0.1:8545', 'ftp://x'] }]
    await stage.run('wallet_addEthereumChain', params)
    expect(stage.asked).toMatchObject([{ body: { chain: { rpcUrls: ['http://127.0.0.1:8545'] } } }])
  })
})
