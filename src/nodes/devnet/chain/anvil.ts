import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { OperatorProblem } from '../../deployment/problem.ts'
import type { Program } from '../parts/part.ts'

export const chainId = 31_337

/**
 * anvil knows no supervisor, so a shell stands between them: it ends anvil when the pipe to its own
 * input closes, and ends itself when anvil does.
 */
const guard = `
exec 3<&0
"$@" </dev/null 3<&- &
chain=$!
{ read -r _ <&3; kill "$chain"; } 2>/dev/null &
watcher=$!
exec 3<&-
wait "$chain"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
`

/**
 * An EVM chain that mines a transaction when it comes. What has two blocks on top is final; they
 * come from `keepBlocksComing`, because anvil, told to mine each second, would keep the state of
 * every one of those blocks: gigabytes after a night.
 */
export const chainProgram = (port: number, state: string, log: string): Program => ({
  name: 'chain',
  log,
  command: '/bin/sh',
  parameters: [
    '-c',
    guard,
    'chain',
    binary(),
    ...`--host 127.0.0.1 --port ${port} --chain-id ${chainId} --hardfork prague`.split(' '),
    ...'--slots-in-an-epoch 1 --silent'.split(' '),
    ...(existsSync(state) ? ['--load-state', state] : []),
  ],
})

/** The package of this platform, found from the one that names it. */
function binary(): string {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch
  const name = `@foundry-rs/anvil-${process.platform}-${architecture}`
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('@foundry-rs/anvil/bin.mjs'))
    return from.resolve(`${name}/bin/anvil`)
  } catch {
    throw new OperatorProblem(`${name} is not installed: run npm install in the repository`)
  }
}
