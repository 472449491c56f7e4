import { loadIdentityProviderConfig } from '../devnet/identity-provider/config.ts'
import { startIdentityProvider } from '../devnet/identity-provider/start-identity-provider.ts'
import type { Command } from './command.ts'
import { endWithInput } from './end-with-input.ts'
import { readOptions, required } from './read-options.ts'
import { untilStopped } from './until-stopped.ts'

export const command: Command = {
  usage: `Usage: assent devnet identity-provider --config F [--end-with-input]

The identity provider of a devnet, which assent devnet starts: anybody may be anybody there.
`,
  async run(words) {
    const given = readOptions(words, {
      config: { type: 'string' },
      'end-with-input': { type: 'boolean' },
    })
    const config = loadIdentityProviderConfig(required(given.config, '--config'))
    const stopped = untilStopped()
    if (given['end-with-input'] === true) endWithInput()
    const provider = await startIdentityProvider(config)
    await stopped
    await provider.stop()
    return 0
  },
}
