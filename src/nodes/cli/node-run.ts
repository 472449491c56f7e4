import { runNode } from '../node/main.ts'
import type { Command } from './command.ts'
import { endWithInput } from './end-with-input.ts'
import { readOptions, required } from './read-options.ts'

export const command: Command = {
  usage: `Usage: assent node run --config F [--end-with-input]

Runs the node that the configuration F describes, until SIGTERM or SIGINT. It logs to standard
output, a line of JSON for each event. docs/operators.md describes the file.

  --end-with-input  also end when standard input does: whoever started it has ended
`,
  async run(words) {
    const given = readOptions(words, {
      config: { type: 'string' },
      'end-with-input': { type: 'boolean' },
    })
    const config = required(given.config, '--config')
    if (given['end-with-input'] === true) endWithInput()
    await runNode(config)
    return 0
  },
}
