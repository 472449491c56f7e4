import { describe, expect, test } from 'vitest'
import { median, quantile } from '../../bench/measure.ts'
import { parseOptions } from '../../bench/options.ts'

describe('options of the benchmark', () => {
  test('measure everything unless told otherwise', () => {
    expect(parseOptions([])).toMatchObject({ json: false, quick: false })
    expect(parseOptions(['--json', '--quick'])).toMatchObject({ json: true, quick: true })
    expect(parseOptions(['--help'])).toBe('help')
  })

  test('choose operations', () => {
    const options = parseOptions(['--only', 'presign,sign'])
    if (options === undefined || options === 'help') throw new Error('it was not understood')
    expect(['presign', 'sign', 'dkg'].map((name) => options.wanted(name as 'dkg'))).toEqual([
      true,
      true,
      false,
    ])
  })

  test.each([['--fast'], ['presign'], ['--only'], ['--only', 'presign,sing'], ['--json', '-q']])(
    'refuse %s %s',
    (...flags) => {
      expect(parseOptions(flags)).toBeUndefined()
    },
  )
})

describe('quantiles', () => {
  test('are samples themselves', () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(median(samples)).toBe(50)
    expect(quantile(samples, 0.95)).toBe(95)
    expect(quantile([7], 0.95)).toBe(7)
  })
})
