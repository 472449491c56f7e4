import { expect, test } from 'vitest'
import { activityOf, ceremony, signature } from '../../../../test/support/activities.ts'
import { mergeCeremonies } from './merge-ceremonies.ts'
import { mergeSignatures } from './merge-signatures.ts'

test('tells one signature once, with the time of its slowest signer', () => {
  const one = signature('aa', { signers: [1, 2], at: 100, presignMs: 30, signMs: 4 })
  const merged = mergeSignatures(
    [
      activityOf(1, { signatures: [one] }),
      activityOf(2, { signatures: [{ ...one, at: 103, presignMs: 41, signMs: 2 }] }),
      activityOf(3),
    ],
    10,
  )
  expect(merged).toMatchObject([{ at: 103, presignMs: 41, signMs: 4 }])
  expect(merged[0]?.signers).toEqual([
    { party: 1, told: true },
    { party: 2, told: true },
  ])
})

test('shows a signer that cannot be asked as one that has not told', () => {
  const merged = mergeSignatures([activityOf(1, { signatures: [signature('aa')] })], 10)
  expect(merged[0]?.signers).toEqual([
    { party: 1, told: true },
    { party: 2, told: false },
  ])
})

test('shows the latest signatures first, and no more than asked for', () => {
  const three = ['aa', 'bb', 'cc'].map((id, place) => signature(id, { at: place }))
  const merged = mergeSignatures([activityOf(1, { signatures: three })], 2)
  expect(merged.map(({ at }) => at)).toEqual([2, 1])
})

test('tells one ceremony once, with all who are named', () => {
  const failed = { outcome: 'bad-proof', parties: [1, 2, 3] }
  const merged = mergeCeremonies(
    [
      activityOf(1, { ceremonies: [ceremony('key', { ...failed, at: 1000, culprits: [3] })] }),
      activityOf(2, { ceremonies: [ceremony('key', { ...failed, at: 1010, culprits: [] })] }),
    ],
    10,
  )
  expect(merged).toMatchObject([{ culprits: [3], tellers: [1, 2], outcome: 'bad-proof' }])
})

test('tells two ceremonies of the same nodes apart', () => {
  const keys = [ceremony('key', { at: 1000 }), ceremony('key', { at: 1200 })]
  const both = [activityOf(1, { ceremonies: keys }), activityOf(2, { ceremonies: keys })]
  expect(mergeCeremonies(both, 10).map(({ tellers }) => tellers)).toEqual([
    [1, 2],
    [1, 2],
  ])
})

test('tells a pair from another, and what failed from what did not', () => {
  const told = [
    ceremony('pair', { parties: [1, 2] }),
    ceremony('pair', { parties: [1, 3] }),
    ceremony('pair', { parties: [1, 3], outcome: 'silent', culprits: [3] }),
  ]
  expect(mergeCeremonies([activityOf(1, { ceremonies: told })], 10)).toHaveLength(3)
})

test('leaves out presignatures that came about', () => {
  const told = [ceremony('presignature'), ceremony('presignature', { outcome: 'silent' })]
  const merged = mergeCeremonies([activityOf(1, { ceremonies: told })], 10)
  expect(merged.map(({ outcome }) => outcome)).toEqual(['silent'])
})
