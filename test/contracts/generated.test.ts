import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compile } from '../../contracts/compile.ts'
import { generate } from '../../contracts/generate.ts'

const folder = 'src/registry/abi'
const generated = generate(compile())
const hint = 'src/registry/abi is not what contracts/ compile to: run `npm run contracts`.'

test('nothing stands beside what is generated', () => {
  expect(readdirSync(folder).toSorted(), hint).toEqual(generated.map(({ file }) => file).toSorted())
})

test.each(generated)('$file is what the contracts compile to', ({ file, text }) => {
  // Compared as a truth value: a difference of bytecodes is nothing to print.
  expect(readFileSync(join(folder, file), 'utf8') === text, hint).toBe(true)
})

test('every contract is small enough to be deployed (EIP-170)', () => {
  const largest = 24_576
  for (const { file, text } of generated.filter((entry) => entry.file.includes('bytecode'))) {
    const bytes = (text.match(/0x(?<code>[0-9a-f]+)/)?.groups?.['code']?.length ?? 0) / 2
    expect(bytes, file).toBeGreaterThan(0)
    expect(bytes, file).toBeLessThan(largest)
  }
})
