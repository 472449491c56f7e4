import { expect, test } from 'vitest'
import { chains } from '../../preview/sample-view.ts'
import { chainsFor } from './chains-for.ts'

const names = (search: string): readonly (readonly string[])[] => {
  const { main, test: testing } = chainsFor(chains, search)
  return [main.map(({ name }) => name), testing.map(({ name }) => name)]
}

test('networks for testing stand apart, the devnet first', () => {
  expect(names('')[1]).toEqual(['Devnet', 'Sepolia'])
  expect(names('')[0]).toContain('Ethereum')
})

test('is found by name, coin, and number in either notation', () => {
  expect(names('gnos')).toEqual([['Gnosis'], []])
  expect(names('xdai')).toEqual([['Gnosis'], []])
  expect(names('100')).toEqual([['Gnosis'], []])
  expect(names('0x64')).toEqual([['Gnosis'], []])
  expect(names('no such')).toEqual([[], []])
})
