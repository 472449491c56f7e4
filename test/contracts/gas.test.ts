import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { measureGas, type Gas } from '../support/gas.ts'

test('costs what contracts/gas.json says', async () => {
  const kept = JSON.parse(readFileSync('contracts/gas.json', 'utf8')) as Gas
  const hint = 'If the new figures are meant, `npm run contracts:gas` writes them down.'
  expect(await measureGas(), hint).toEqual(kept)
})
