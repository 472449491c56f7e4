import { expect, test } from 'vitest'
import { refusal } from '../../../../test/support/refusal.ts'
import { explainTypedDataV1 } from './explain-typed-data-v1.ts'

test('each field is shown, values in one spelling and nothing hidden', () => {
  const account = `0x${'d4'.repeat(20)}`
  const fields = [
    { type: 'string', name: 'A\u202e name', value: 'A\u200b text' },
    { type: 'uint', name: 'Amount', value: '0x10' },
    { type: 'uint8[2]', name: 'Two', value: ['0x1', 2] },
    { type: 'address', name: 'To', value: account },
  ]
  expect(explainTypedDataV1(JSON.stringify(fields))).toEqual([
    { name: 'A\\u{202e} name', type: 'string', value: 'A\\u{200b} text' },
    { name: 'Amount', type: 'uint', value: '16' },
    {
      name: 'Two',
      type: 'uint8[2]',
      fields: [
        { name: '0', type: 'uint8', value: '1' },
        { name: '1', type: 'uint8', value: '2' },
      ],
    },
    { name: 'To', type: 'address', value: expect.stringMatching(/^0x[Dd]4/) as string },
  ])
  expect(() => explainTypedDataV1('[]')).toThrow(refusal('bad-shape'))
})
