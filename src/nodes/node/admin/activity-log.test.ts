import { expect, test } from 'vitest'
import { ActivityLog } from './activity-log.ts'

test('the latest comes first, and of each kind so many are kept', () => {
  let now = 0
  const log = new ActivityLog(() => now)
  for (; now < 60; now++) {
    log.ended({ kind: 'key', parties: [1, 2], ms: now, outcome: 'done', culprits: [] })
  }
  log.signed({
    presignature: '0x01',
    publicKey: '0x04',
    kind: 'digest',
    signers: [1, 2],
    presignMs: 1,
    signMs: 2,
  })
  expect(log.ceremonies).toHaveLength(50)
  expect(log.ceremonies.map(({ at }) => at).slice(0, 2)).toEqual([59, 58])
  expect(log.signatures).toEqual([
    {
      at: 60,
      presignature: '0x01',
      publicKey: '0x04',
      kind: 'digest',
      signers: [1, 2],
      presignMs: 1,
      signMs: 2,
    },
  ])
})

test('what was handed out does not change', () => {
  const log = new ActivityLog()
  const before = log.ceremonies
  log.ended({ kind: 'pair', parties: [1, 2], ms: 1, outcome: 'silent', culprits: [2] })
  expect(before).toEqual([])
  expect(log.ceremonies[0]?.culprits).toEqual([2])
})
