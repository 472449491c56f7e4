import { expect, test } from 'vitest'
import { hasLine } from './has-line.ts'

test('finds every line, and nothing between, before or after them', () => {
  for (const count of [0, 1, 2, 3, 17, 100]) {
    const all = Array.from({ length: count }, (_, at) => `${'x'.repeat(at % 7)}${2 * at}`).sort()
    const text = all.join('\n')
    for (const line of all) expect(hasLine(text, line)).toBe(true)
    for (let odd = 1; odd < 2 * count; odd += 2) expect(hasLine(text, String(odd))).toBe(false)
    for (const none of ['!', '~', 'x\nx']) expect(hasLine(text, none)).toBe(false)
  }
})
