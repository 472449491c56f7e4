import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BuiltExtension } from '../devnet/extension/built-extension.ts'
import { defaultPortBase, leastNodes, mostNodes } from '../devnet/options.ts'
import { lastPort } from '../devnet/ports.ts'
import { createProgress } from '../devnet/progress.ts'
import { runDevnet } from '../devnet/run-devnet.ts'
import { createNodeKeys } from '../node/keys/create-node-keys.ts'
import type { Command } from './command.ts'
import { readOptions, whole } from './read-options.ts'
import { UsageError } from './usage-error.ts'

export const command: Command = {
  usage: `Usage: assent devnet [--nodes N] [--port-base P] [--fresh] [--open] [--no-extension]
                     [--no-restart] [--dir D] [--extension-source D]

Brings up a whole network on this machine: a chain with the registry, an identity provider, a relay,
nodes and a dashboard. It stays until Ctrl-C, and comes back with the same keys.

  --nodes N        how many nodes, ${leastNodes} to ${mostNodes}; ${leastNodes} unless told otherwise
  --port-base P    the first of its ports; ${defaultPortBase} unless told otherwise
  --fresh          forget the devnet that was here: its chain, its keys, its logs
  --open           start Chromium with a fresh profile, the extension and onboarding in it
  --no-extension   build no extension
  --no-restart     leave a node down that has ended
  --dir D          where all of it is kept; .devnet, or .devnet-P for another port base
  --extension-source D  the repository that the extension is built from, which start.sh says;
                        without it none is built
`,
  async run(words) {
    const given = readOptions(words, {
      nodes: { type: 'string', default: String(leastNodes) },
      'port-base': { type: 'string', default: String(defaultPortBase) },
      fresh: { type: 'boolean', default: false },
      'no-restart': { type: 'boolean', default: false },
      open: { type: 'boolean', default: false },
      'no-extension': { type: 'boolean', default: false },
      'extension-source': { type: 'string' },
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
    const source = given['no-extension'] ? undefined : given['extension-source']
    if (given.open && source === undefined) {
      throw new UsageError('--open needs the extension: run ./start.sh, without --no-extension')
    }
    const options = {
      nodes,
      portBase,
      dir,
      fresh: given.fresh,
      restart: !given['no-restart'],
      open: given.open,
      ...(source !== undefined && { extensionSource: resolve(source) }),
    }
    const tools = {
      command: [process.execPath, ...process.execArgv, main] as const,
      createNode: createNodeKeys,
    }
    await runDevnet(options, tools, progress, stop.signal, (network, { deployment, extension }) => {
      const { threshold } = deployment
      progress.say(
        [
          '',
          `  ${nodes} nodes, any ${threshold} of them sign; none can alone.`,
          `  Look at them:     http://127.0.0.1:${portBase}`,
          `  For programs:     ${network.places.devnet}`,
          '  In a terminal:    npm run status',
          ...(extension === undefined ? [] : extensionLines(extension)),
          '',
          '  Ctrl-C ends it; the next start finds everything as it was.',
        ].join('\n'),
      )
    })
    return 0
  },
}

const extensionLines = ({ chromium, firefox }: BuiltExtension): readonly string[] => [
  `  The wallet:       ${chromium}`,
  '                    load it unpacked at chrome://extensions, with developer mode on',
  `                    ${firefox}/manifest.json`,
  '                    load it as a temporary add-on at about:debugging, "This Firefox"',
]
