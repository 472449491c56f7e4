import { expect, test } from 'vitest'
import { createLog } from './log.ts'

const logged = (fields: object): Record<string, unknown> => {
  const lines: string[] = []
  const log = createLog(
    { party: 3, logLevel: 'info' },
    {
      write: (line) => {
        lines.push(line)
      },
    },
  )
  log.info(fields, 'it happened')
  expect(lines).toHaveLength(1)
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>
}

test('a line says when, who and what', () => {
  expect(logged({ peer: 2 })).toMatchObject({ party: 3, peer: 2, msg: 'it happened', level: 30 })
})

test.each(['secret', 'token', 'share', 'payload', 'proof', 'authorization'])(
  '%s is left out, however deep',
  (name) => {
    const line = logged({
      [name]: 'canary',
      a: { [name]: 'canary', b: { [name]: { c: 'canary' } } },
      kept: 'kept',
    })
    expect(JSON.stringify(line)).not.toContain('canary')
    expect(line['kept']).toBe('kept')
  },
)
