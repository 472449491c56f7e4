import { fileURLToPath } from 'node:url'
import { defaultPortBase, leastNodes, mostNodes } from '../devnet/options.ts'
import { lastPort } from '../devnet/ports.ts'
import { createProgress } from '../devnet/progress.ts'
import { runDevnet } from '../devnet/run-devnet.ts'
import { createNodeKeys } from '../node/keys/create-node-keys.ts'
import type { Command } from './command.ts'
import { readOptions, whole } from './read-options.ts'
import { UsageError } from './usage-error.ts'

export const command: Command = {
  usage: `Usage: assent devnet [--nodes N] [--port-base P] [--fresh] [--no-restart] [--dir D]

Brings up a whole network on this machine: a chain with the registry, an identity provider, a relay,
nodes and a dashboard. It stays until Ctrl-C, and comes back with the same keys.

  --nodes N        how many nodes, ${leastNodes} to ${mostNodes}; ${leastNodes} unless told otherwise
  --port-base P    the first of its ports; ${defaultPortBase} unless told otherwise
  --fresh          forget the devnet that was here: its chain, its keys, its logs
  --no-restart     leave a node down that has ended
  --no-extension   build no extension (there is none yet)
  --dir D          where all of it is kept; .devnet, or .devnet-P for another port base
`,
  async run(words) {
    const given = readOptions(words, {
      nodes: { type: 'string', default: String(leastNodes) },
      'port-base': { type: 'string', default: String(defaultPortBase) },
      fresh: { type: 'boolean', default: false },
      'no-restart': { type: 'boolean', default: false },
      'no-extension': { type: 'boolean', default: false },
      dir: { type: 'string' },
    })
    const nodes = whole(given.nodes, '--nodes', leastNodes, mostNodes)
    const portBase = whole(given['port-base'], '--port-base', 1024, 65_535)
    if (lastPort(portBase, nodes) > 65_535) {
      throw new UsageError(`--port-base leaves too few ports for ${nodes} nodes`)
    }
    const stop = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (!stop.signal.aborted) process.stdout.write('\nEnding the devnet\n')
        stop.abort()
      })
    }
    const dir =
      given.dir ?? (portBase === defaultPortBase ? '.devnet' : `.devnet-${String(portBase)}`)
    const main = process.argv[1] ?? fileURLToPath(import.meta.url)
    const progress = createProgress((text) => process.stdout.write(text))
    const options = { nodes, portBase, dir, fresh: given.fresh, restart: !given['no-restart'] }
    const tools = {
      command: [process.execPath, ...process.execArgv, main] as const,
      createNode: createNodeKeys,
    }
    await runDevnet(options, tools, progress, stop.signal, (network, deployment) => {
      const { threshold } = deployment
      progress.say(
        [
          '',
          `  ${nodes} nodes, any ${threshold} of them sign; none can alone.`,
          `  Look at them:     http://127.0.0.1:${portBase}`,
          `  For programs:     ${network.places.devnet}`,
          '  In a terminal:    npm run status',
          '',
          '  Ctrl-C ends it; the next start finds everything as it was.',
        ].join('\n'),
      )
    })
    return 0
  },
}
