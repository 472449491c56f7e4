import { expect, test } from 'vitest'
import { memoryArea } from '../state/area.ts'
import { Tokens } from './tokens.ts'

const coin = {
  chainId: '0x1',
  standard: 'ERC20',
  address: '0xabcdefabcdefabcdefabcdefabcdefabcdefabcd',
  symbol: 'COIN',
  decimals: 6,
} as const
const picture = { ...coin, standard: 'ERC721', tokenId: '1', decimals: 0 } as const

test('tokens are there once, and stay', async () => {
  const local = memoryArea()
  const tokens = await Tokens.open({ local })
  await tokens.add(coin)
  await tokens.add({
    ...coin,
    symbol: 'NEW',
    address: coin.address.toUpperCase().replace('X', 'x'),
  })
  await tokens.add(picture)
  await tokens.add({ ...picture, tokenId: '2' })
  expect(
    (await Tokens.open({ local })).all().map(({ symbol, tokenId }) => [symbol, tokenId]),
  ).toEqual([
    ['NEW', undefined],
    ['COIN', '1'],
    ['COIN', '2'],
  ])
})

test('one is removed, and no other', async () => {
  const tokens = await Tokens.open({ local: memoryArea() })
  await tokens.add(coin)
  await tokens.add(picture)
  await tokens.add({ ...coin, chainId: '0x89' })
  await tokens.remove({ chainId: '0x1', address: coin.address, tokenId: '1' })
  await tokens.remove({ chainId: '0x89', address: coin.address })
  expect(tokens.all()).toEqual([coin])
})
