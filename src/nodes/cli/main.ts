import { commands } from './commands.ts'
import { explain } from './explain.ts'
import { overview } from './overview.ts'
import { UsageError } from './usage-error.ts'

process.exitCode = await main(process.argv.slice(2))

/** 0: done; 1: it did not work; 2: it was asked for in a way that nobody understands. */
async function main(words: readonly string[]): Promise<number> {
  const [first = '--help'] = words
  if (first === '--help' || first === '-h' || first === 'help') {
    process.stdout.write(overview())
    return 0
  }
  const entry = commands.find(({ name }) => name.split(' ').every((word, at) => words[at] === word))
  if (entry === undefined) {
    process.stderr.write(`assent: there is no command "${words.join(' ')}"\n\n${overview()}`)
    return 2
  }
  const { command } = await entry.load()
  const rest = words.slice(entry.name.split(' ').length)
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(command.usage)
    return 0
  }
  try {
    return await command.run(rest)
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`assent ${entry.name}: ${error.message}\n\n${command.usage}`)
      return 2
    }
    process.stderr.write(`assent ${entry.name}: ${explain(error)}\n`)
    return 1
  }
}
