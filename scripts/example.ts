import { readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

// Runs a program of examples/ by its name: `npm run example evm`.
const names = readdirSync('examples').flatMap((file) => /^(.+)[.]ts$/.exec(file)?.[1] ?? [])
const [name = ''] = process.argv.splice(2, 1)
if (names.includes(name)) await import(pathToFileURL(`examples/${name}.ts`).href)
else {
  process.stderr.write(`usage: npm run example <${names.join(' | ')}>\n`)
  process.exitCode = 2
}
