import { expect, test } from 'vitest'
import { bob, context, sendCoins, transaction } from '../../../../test/support/review-subjects.ts'
import { deploysContract } from './deploys-contract.ts'

test('a new contract is noted', () => {
  const deploy = transaction({ kind: 'deploy', bytes: 120, amount: '0' })
  expect(deploysContract(deploy, context())).toEqual([
    { rule: 'deploys-contract', level: 'note', facts: { bytes: '120' } },
  ])
  expect(deploysContract(sendCoins(bob), context())).toEqual([])
})
