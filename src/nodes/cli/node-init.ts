import { createNodeKeys } from '../node/keys/create-node-keys.ts'
import type { Command } from './command.ts'
import { readOptions, required, whole } from './read-options.ts'

export const command: Command = {
  usage: `Usage: assent node init --dir D --party N --wallet-url U --peer-url U [--operator A]

Makes a node's keys in the directory D, which must have none, and D/public.json, which whoever
deploys the contracts needs of it.

  --party       its number in the deployment, 1 to 65535; no two nodes ever have the same
  --wallet-url  where wallets reach it, as they will write it (https in front of a proxy)
  --peer-url    where the other nodes reach it, https
  --operator    the address that answers for it; its own signer if nobody is named
`,
  async run(words) {
    const given = readOptions(words, {
      dir: { type: 'string' },
      party: { type: 'string' },
      'wallet-url': { type: 'string' },
      'peer-url': { type: 'string' },
      operator: { type: 'string' },
    })
    const dir = required(given.dir, '--dir')
    const record = await createNodeKeys({
      dir,
      party: whole(required(given.party, '--party'), '--party', 1, 65_535),
      walletUrl: required(given['wallet-url'], '--wallet-url'),
      peerUrl: required(given['peer-url'], '--peer-url'),
      ...(given.operator !== undefined && { operator: given.operator }),
    })
    process.stdout.write(
      `Node ${record.party} has its keys in ${dir}; ${dir}/public.json is what others may see.\n`,
    )
    return 0
  },
}
