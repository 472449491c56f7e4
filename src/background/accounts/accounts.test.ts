import { beforeEach, describe, expect, test } from 'vitest'
import { memoryArea } from '../state/area.ts'
import { Accounts } from './accounts.ts'
import type { AdoptedKey } from './adopt-keys.ts'

const key = (digit: string, change: Partial<AdoptedKey> = {}): AdoptedKey => ({
  publicKey: `0x04${digit.repeat(128)}`,
  ethAddress: `0x${digit.repeat(40)}`,
  control: 'own',
  mayUse: 'anything',
  ...change,
})
const addressOf = (digit: string): string => key(digit).ethAddress

let nodeSet: string
let area = memoryArea()
const open = async () =>
  Accounts.open(
    { local: area },
    {
      get id() {
        return nodeSet
      },
      onChange: () => undefined,
    },
  )
const names = (accounts: Accounts) => accounts.all().map(({ name }) => name)

beforeEach(() => {
  area = memoryArea()
  nodeSet = 'one'
})

test('what a person made of accounts outlives their being listed anew', async () => {
  const accounts = await open()
  await accounts.adopt([key('a'), key('b')], 'one')
  expect(names(accounts)).toEqual(['Account 1', 'Account 2'])
  await accounts.rename(addressOf('A'), '  Savings ')
  await accounts.hide(addressOf('b'), true)
  await accounts.order([addressOf('b'), addressOf('a')])
  await accounts.adopt([key('c'), key('a'), key('b')], 'one')
  const again = await open()
  expect(again.all().map(({ name, hidden }) => [name, hidden])).toEqual([
    ['Account 2', true],
    ['Savings', false],
    ['Account 3', false],
  ])
  await expect(again.rename(addressOf('d'), 'x')).rejects.toThrow('no account of this wallet')
  await expect(again.rename(addressOf('a'), ' ')).rejects.toThrow('at least one letter')
})

test('accounts of somebody else, or of another node set, are not shown, and not forgotten', async () => {
  const accounts = await open()
  await accounts.adopt([key('a')], 'one')
  await accounts.rename(addressOf('a'), 'Mine')
  await accounts.adopt([key('b')], 'one')
  expect(accounts.find(addressOf('a'))).toBeUndefined()
  await accounts.adopt([key('a')], 'one')
  expect(names(accounts)).toEqual(['Mine'])
  nodeSet = 'two'
  expect(accounts.all()).toEqual([])
  expect(accounts.selected).toBeUndefined()
  await accounts.adopt([key('a')], 'two')
  expect(names(accounts)).toEqual(['Account 1'])
  nodeSet = 'one'
  expect(names(accounts)).toEqual(['Mine'])
})

describe('the one that is shown', () => {
  test('is the chosen one, or else the first of the person’s own', async () => {
    const accounts = await open()
    await accounts.adopt([key('a', { control: 'shared' }), key('b'), key('c')], 'one')
    expect(accounts.selected).toBe(addressOf('b'))
    await accounts.select(addressOf('C'))
    expect(accounts.selected).toBe(addressOf('c'))
    await accounts.adopt([key('a'), key('b')], 'one')
    expect(accounts.selected).toBe(addressOf('a'))
  })

  test('is none that a stranger has only listed the person on', async () => {
    const accounts = await open()
    await accounts.adopt([key('a', { control: 'shared', mayUse: 'nothing' }), key('b')], 'one')
    expect(accounts.all().map(({ hidden }) => hidden)).toEqual([true, false])
    expect(accounts.selected).toBe(addressOf('b'))
  })
})
