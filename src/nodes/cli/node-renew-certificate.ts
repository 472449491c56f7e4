import { renewCertificate } from '../node/keys/renew-certificate.ts'
import type { Command } from './command.ts'
import { readOptions, required } from './read-options.ts'

export const command: Command = {
  usage: `Usage: assent node renew-certificate --dir D

Makes another TLS certificate for the node in D; the one before stays beside it. It counts once the
registry names it: a threshold of operators sign that with assent node sign-certificate, somebody
sends it with assent deploy certificate, and then the node is started again.
`,
  async run(words) {
    const given = readOptions(words, { dir: { type: 'string' } })
    const { party, certificate } = await renewCertificate(required(given.dir, '--dir'))
    process.stdout.write(`Node ${party} has another certificate:\n${certificate}\n`)
    return 0
  },
}
