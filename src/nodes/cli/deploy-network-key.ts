import { openChain } from '../deployment/chain.ts'
import { readDeployment, writeDeployment } from '../deployment/deployment-file.ts'
import { readAccount } from '../deployment/key-file.ts'
import { setNetworkKey } from '../deployment/set-network-key.ts'
import type { Command } from './command.ts'
import { readOptions, required, whole } from './read-options.ts'

export const command: Command = {
  usage: `Usage: assent deploy network-key --deployment F --rpc U --key-file F [--wait SECONDS]

Asks every node of the deployment for its signature of the key that they made together, sends them
to the registry, and writes the key into the file. Everything that the nodes sign is checked
against that key: give the file to wallets and programs only after this.

  --rpc       an RPC of the deployment's chain
  --key-file  the private key (hex) that pays for gas
  --wait      how long to wait for nodes that have not made the key yet; 120 unless told otherwise
`,
  async run(words) {
    const given = readOptions(words, {
      deployment: { type: 'string' },
      rpc: { type: 'string' },
      'key-file': { type: 'string' },
      wait: { type: 'string', default: '120' },
    })
    const file = required(given.deployment, '--deployment')
    const patience = whole(given.wait, '--wait', 1, 86_400) * 1000
    const account = readAccount(required(given['key-file'], '--key-file'))
    const chain = await openChain(required(given.rpc, '--rpc'), account)
    const deployment = await setNetworkKey(chain, readDeployment(file), { patience })
    writeDeployment(file, deployment)
    process.stdout.write(`The network key is in the registry and in ${file}:\n`)
    process.stdout.write(`  ${deployment.networkKey}\n`)
    return 0
  },
}
