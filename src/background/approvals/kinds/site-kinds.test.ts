import { beforeEach, describe, expect, test } from 'vitest'
import { accountView, ALICE, BOB, DAPP } from '../../../../test/support/method-stage.ts'
import { Chains } from '../../chains/chains.ts'
import { Sites } from '../../sites/sites.ts'
import { memoryArea } from '../../state/area.ts'
import { Tokens } from '../../tokens/tokens.ts'
import type { ApprovalKind, AskControl, Choices } from '../kind.ts'
import { addChainKind } from './add-chain.ts'
import { connectKind } from './connect.ts'
import { switchChainKind } from './switch-chain.ts'
import { watchAssetKind } from './watch-asset.ts'

const by = { page: 'p', request: 'r', origin: DAPP, title: 'A dapp' }

let sites: Sites
let chains: Chains
let tokens: Tokens
beforeEach(async () => {
  const [local, session] = [memoryArea(), memoryArea()]
  sites = await Sites.open({ local, session, now: () => 1 }, () => '0x1')
  chains = await Chains.open({ local, fetch })
  tokens = await Tokens.open({ local })
})

const finish = async <Body>(
  kind: ApprovalKind<Body>,
  body: Body,
  choices: Choices = {},
): Promise<unknown> => {
  expect(kind.body.parse(JSON.parse(JSON.stringify(body)))).toEqual(body)
  return kind.finish({ by, body } as AskControl<Body>, choices)
}

describe('connect', () => {
  const list = [accountView(ALICE), accountView(BOB, { mayUse: 'nothing' })]
  const kind = (selected?: string) =>
    connectKind({
      sites,
      accounts: { selected, find: (address) => list.find((one) => one.address === address) },
      review: { judge: async () => Promise.resolve([]) },
    })

  test('gives what was chosen, or what was offered', async () => {
    expect(await finish(kind(), { chainId: '0x89', accounts: [ALICE] })).toEqual([ALICE])
    expect(sites.get(DAPP)).toMatchObject({ accounts: [ALICE], chainId: '0x89', title: 'A dapp' })
  })

  test.each([[[]], [[BOB]], [['0x1']], [[ALICE, BOB]]])(
    'gives nothing when %j is chosen',
    async (accounts) => {
      const run = finish(kind(), { chainId: '0x1', accounts: [ALICE] }, { accounts })
      await expect(run).rejects.toMatchObject({ code: 'bad-input' })
      expect(sites.all()).toEqual([])
    },
  )

  test('gives each account once', async () => {
    const body = { chainId: '0x1', accounts: [] }
    expect(await finish(kind(), body, { accounts: [ALICE, ALICE] })).toEqual([ALICE])
  })

  test('offers an account that was made meanwhile', async () => {
    const body = { chainId: '0x1', accounts: [] }
    expect(kind(ALICE).show(body, by)).toMatchObject({ accounts: [ALICE] })
    expect(kind().show(body, by)).toMatchObject({ accounts: [] })
    expect(await finish(kind(ALICE), body)).toEqual([ALICE])
  })
})

test('switch-chain moves the site, and no other', async () => {
  await sites.connect('https://other.test', { title: '', accounts: [ALICE], chainId: '0x1' })
  expect(await finish(switchChainKind({ sites }), { from: '0x1', to: '0x89' })).toBe(null)
  expect(sites.chainOf(DAPP)).toBe('0x89')
  expect(sites.chainOf('https://other.test')).toBe('0x1')
})

test('add-chain keeps the chain, and moves the site there', async () => {
  const chain = {
    chainId: '0x539',
    name: 'Mine',
    currency: { name: 'C', symbol: 'C', decimals: 18 },
    rpcUrls: ['https://rpc.test'],
    testnet: false,
  }
  const kind = addChainKind({ chains, sites })
  expect(kind.show({ chain, replaces: false }, by)).toEqual({
    kind: 'add-chain',
    chain: { ...chain, custom: true, devnet: false },
    replaces: false,
  })
  expect(await finish(kind, { chain, replaces: false })).toBe(null)
  expect(chains.get('0x539')).toMatchObject({ name: 'Mine', custom: true })
  expect(sites.chainOf(DAPP)).toBe('0x539')
})

test('watch-asset keeps the token', async () => {
  const token = {
    chainId: '0x1',
    standard: 'ERC721',
    address: BOB,
    symbol: 'N',
    decimals: 0,
    tokenId: '7',
  } as const
  expect(await finish(watchAssetKind({ tokens }), token)).toBe(true)
  expect(tokens.all()).toEqual([token])
})
