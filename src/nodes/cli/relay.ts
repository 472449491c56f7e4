import { loadRelayConfig } from '../relay/config.ts'
import { startRelay } from '../relay/start-relay.ts'
import type { Command } from './command.ts'
import { endWithInput } from './end-with-input.ts'
import { readOptions, required } from './read-options.ts'
import { untilStopped } from './until-stopped.ts'

export const command: Command = {
  usage: `Usage: assent relay --config F [--end-with-input]

Pays for the mints that nodes have signed, and keeps PKPs in gas, within the limits of the
configuration F, until SIGTERM or SIGINT. docs/operators.md describes the file.

  --end-with-input  also end when standard input does: whoever started it has ended
`,
  async run(words) {
    const given = readOptions(words, {
      config: { type: 'string' },
      'end-with-input': { type: 'boolean' },
    })
    const config = loadRelayConfig(required(given.config, '--config'))
    const stopped = untilStopped()
    if (given['end-with-input'] === true) endWithInput()
    const relay = await startRelay(config)
    await stopped
    await relay.stop()
    return 0
  },
}
