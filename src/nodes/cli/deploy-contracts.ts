import { deploymentNode } from '../../protocol/deployment.ts'
import { openChain } from '../deployment/chain.ts'
import { deployContracts } from '../deployment/deploy-contracts.ts'
import { writeDeployment } from '../deployment/deployment-file.ts'
import { readAccount } from '../deployment/key-file.ts'
import { readJson } from '../deployment/read-json.ts'
import type { Command } from './command.ts'
import { readIdentityProvider } from './identity-provider-option.ts'
import { readOptions, required } from './read-options.ts'
import { refuseExisting } from './refuse-existing.ts'
import { UsageError } from './usage-error.ts'

export const command: Command = {
  usage: `Usage: assent deploy contracts --rpc U --key-file F --node public.json --node … --name N
         [--identity-provider P] [--relay U] [--passkey D] [--wallet-page U]
         [--public-rpc U] --out deployment.json

Puts the contracts on the chain that the RPC serves, with the nodes as the first node set, and
writes the file that nodes, wallets and programs take as their configuration.

  --rpc                an RPC of the chain; also written into the file, unless --public-rpc is given
  --public-rpc         an RPC for wallets and programs; may be given several times
  --key-file           the private key (hex) that pays for gas; it has no other role, and no rights
  --node               the public.json of a node; once for each
  --name               how people call the deployment
  --identity-provider  kind=google,issuer=…,client=…,name=…; kind is google, apple or openId, client
                       and jwks (where the keys are) may be given; once for each provider
  --relay              where wallets reach the relay
  --passkey            the domain that passkeys belong to, and the origins that may use them:
                       wallet.example,https://wallet.example
  --wallet-page        the page on which other wallets sign in
  --out                the file to write; it must not exist
`,
  async run(words) {
    const given = readOptions(words, {
      rpc: { type: 'string' },
      'public-rpc': { type: 'string', multiple: true },
      'key-file': { type: 'string' },
      node: { type: 'string', multiple: true },
      name: { type: 'string' },
      'identity-provider': { type: 'string', multiple: true },
      relay: { type: 'string' },
      passkey: { type: 'string' },
      'wallet-page': { type: 'string' },
      out: { type: 'string' },
    })
    const out = required(given.out, '--out')
    refuseExisting(out)
    const rpc = required(given.rpc, '--rpc')
    const name = required(given.name, '--name')
    const account = readAccount(required(given['key-file'], '--key-file'))
    if (given.node === undefined) throw new UsageError('--node is missing: name each public.json')
    const nodes = given.node.map((path) => readJson(path, 'the node', deploymentNode))
    const chain = await openChain(rpc, account)
    const deployment = await deployContracts(chain, {
      name,
      nodes,
      rpcUrls: given['public-rpc'] ?? [rpc],
      identityProviders: (given['identity-provider'] ?? []).map(readIdentityProvider),
      ...(given.relay !== undefined && { relay: { url: given.relay } }),
      ...(given.passkey !== undefined && { passkey: readPasskey(given.passkey) }),
      ...(given['wallet-page'] !== undefined && { walletPage: readPage(given['wallet-page']) }),
    })
    writeDeployment(out, deployment)
    process.stdout.write(
      [
        `The contracts are on chain ${deployment.chain.chainId}:`,
        ...Object.entries(deployment.contracts).map(([of, at]) => `  ${of.padEnd(15)} ${at}`),
        `${deployment.threshold} of ${deployment.nodes.length} nodes sign.`,
        '',
        `${out} is for every node. Start them, then run:`,
        `  assent deploy network-key --deployment ${out} --rpc ${rpc} --key-file ${given['key-file']}`,
        '',
      ].join('\n'),
    )
    return 0
  },
}

function readPasskey(text: string) {
  const [rpId = '', ...origins] = text.split(',')
  if (rpId === '' || origins.length === 0) {
    throw new UsageError('--passkey is a domain and its origins: wallet.example,https://…')
  }
  return { rpId, origins }
}

function readPage(text: string) {
  if (!URL.canParse(text)) throw new UsageError(`--wallet-page is a URL, not "${text}"`)
  return { domain: new URL(text).host, url: text }
}
