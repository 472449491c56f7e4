import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '../contracts/compile.ts'
import { generate } from '../contracts/generate.ts'

const folder = 'src/registry/abi'
mkdirSync(folder, { recursive: true })
for (const { file, text } of generate(compile())) writeFileSync(join(folder, file), text)
