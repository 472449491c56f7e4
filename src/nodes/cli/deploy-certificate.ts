import { hexBytes } from '../../protocol/schemas.ts'
import { openChain } from '../deployment/chain.ts'
import { changeCertificate } from '../deployment/change-certificate.ts'
import { readDeployment } from '../deployment/deployment-file.ts'
import { readAccount } from '../deployment/key-file.ts'
import { certificateOptions, readCertificateChange } from './certificate-options.ts'
import type { Command } from './command.ts'
import { readOptions, required } from './read-options.ts'
import { UsageError } from './usage-error.ts'

export const command: Command = {
  usage: `Usage: assent deploy certificate --deployment F --rpc U --key-file F --party N
         (--certificate HASH | --revoke) --signature S --signature S …

Sends the registry what a threshold of operators signed with assent node sign-certificate.
`,
  async run(words) {
    const given = readOptions(words, {
      ...certificateOptions,
      'key-file': { type: 'string' },
      signature: { type: 'string', multiple: true },
    })
    const change = readCertificateChange(given)
    const signatures = (given.signature ?? []).map((text) => {
      const parsed = hexBytes(65).safeParse(text)
      if (parsed.success) return parsed.data
      throw new UsageError(`--signature is 65 bytes in hex, not "${text}"`)
    })
    const deployment = readDeployment(required(given.deployment, '--deployment'))
    const account = readAccount(required(given['key-file'], '--key-file'))
    const chain = await openChain(required(given.rpc, '--rpc'), account)
    const transaction = await changeCertificate(chain, deployment, change, signatures)
    process.stdout.write(
      `Node ${change.party} has ${change.certificate ?? 'no certificate'} in the registry: ${transaction}\n`,
    )
    return 0
  },
}
