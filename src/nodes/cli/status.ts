import { existsSync } from 'node:fs'
import { OperatorProblem } from '../deployment/problem.ts'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'
import { statusOfDeployment } from './status-of-deployment.ts'
import { statusOfDevnet } from './status-of-devnet.ts'
import { UsageError } from './usage-error.ts'

const here = '.devnet/devnet.json'

export const command: Command = {
  usage: `Usage: assent status [--devnet F | --deployment F]

Says how the nodes are: of the devnet that runs here, of the devnet of another devnet.json, or of a
deployment, as its nodes tell anybody who asks. Ends with 1 if too few are ready to sign.
`,
  async run(words) {
    const given = readOptions(words, {
      devnet: { type: 'string' },
      deployment: { type: 'string' },
    })
    if (given.devnet !== undefined && given.deployment !== undefined) {
      throw new UsageError('--devnet and --deployment: give one of them')
    }
    if (given.deployment !== undefined) return statusOfDeployment(given.deployment)
    if (given.devnet === undefined && !existsSync(here)) {
      throw new OperatorProblem(
        'no devnet runs here: start one with ./start.sh, or name a deployment with --deployment',
      )
    }
    return statusOfDevnet(given.devnet ?? here)
  },
}
