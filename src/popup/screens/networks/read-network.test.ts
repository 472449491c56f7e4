import { expect, test } from 'vitest'
import { calls } from '../../../messages/popup/calls.ts'
import { readChainId, readNetwork, type NetworkText } from './read-network.ts'

const text: NetworkText = {
  name: ' My chain ',
  chainId: '137',
  rpcUrl: 'https://rpc.example/v1 ',
  symbol: 'POL',
  explorerUrl: '',
}

test('what is filled in becomes what the worker takes', () => {
  const { network } = readNetwork(text)
  expect(network).toEqual({
    name: 'My chain',
    chainId: '0x89',
    rpcUrl: 'https://rpc.example/v1',
    symbol: 'POL',
  })
  expect(calls['chain.save'].safeParse(network).success).toBe(true)
})

test('an RPC on this computer needs no encryption, any other does', () => {
  expect(readNetwork({ ...text, rpcUrl: 'http://127.0.0.1:8545' }).network).toBeDefined()
  expect(Object.keys(readNetwork({ ...text, rpcUrl: 'http://rpc.example' }).errors ?? {})).toEqual([
    'rpcUrl',
  ])
})

test('each field that does not fit is named', () => {
  const { errors } = readNetwork({
    name: ' ',
    chainId: '0',
    rpcUrl: 'rpc.example',
    symbol: 'MUCHTOOLONGSYMBOL',
    explorerUrl: 'javascript:alert(1)',
  })
  expect(Object.keys(errors ?? {}).sort()).toEqual([
    'chainId',
    'explorerUrl',
    'name',
    'rpcUrl',
    'symbol',
  ])
})

test('a chain id is a whole number above nothing, in either notation', () => {
  expect(readChainId('137')).toBe('0x89')
  expect(readChainId('0x0089')).toBe('0x89')
  expect(readChainId('0x89')).toBe('0x89')
  for (const wrong of ['', '0', '0x0', '-1', '1.5', '1e3', '99999999999999999', 'abc'])
    expect(readChainId(wrong)).toBeUndefined()
})
