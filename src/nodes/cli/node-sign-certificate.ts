import { openChain } from '../deployment/chain.ts'
import { certificateChange } from '../deployment/change-certificate.ts'
import { readDeployment } from '../deployment/deployment-file.ts'
import { loadNodeKeys } from '../node/keys/load-node-keys.ts'
import { certificateOptions, readCertificateChange } from './certificate-options.ts'
import type { Command } from './command.ts'
import { readOptions, required } from './read-options.ts'

export const command: Command = {
  usage: `Usage: assent node sign-certificate --dir D --deployment F --rpc U --party N
         (--certificate HASH | --revoke)

Signs, as the node in D, that node N shall have another certificate, or none: then no other node
lets it in. Ask whoever runs node N by a way you trust before you sign. It prints the signature.
`,
  async run(words) {
    const given = readOptions(words, { ...certificateOptions, dir: { type: 'string' } })
    const change = readCertificateChange(given)
    const { signer } = loadNodeKeys(required(given.dir, '--dir'))
    const deployment = readDeployment(required(given.deployment, '--deployment'))
    const chain = await openChain(required(given.rpc, '--rpc'), signer)
    const { statement } = await certificateChange(chain, deployment, change)
    process.stdout.write(`${await signer.signTypedData(statement)}\n`)
    return 0
  },
}
