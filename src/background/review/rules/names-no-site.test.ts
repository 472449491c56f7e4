import { expect, test } from 'vitest'
import { context, typedData } from '../../../../test/support/review-subjects.ts'
import { namesNoSite } from './names-no-site.ts'

test('the first version of typed data is said to be for anybody, later ones are not', () => {
  expect(namesNoSite({ kind: 'typed-data-v1' }, context())).toEqual([
    { rule: 'names-no-site', level: 'caution', facts: {} },
  ])
  expect(namesNoSite(typedData({ domain: {} }), context())).toEqual([])
})
