import type { Command } from './command.ts'

const text = `Measuring is done in a clone of the repository, where the programs for it are:

  npm run bench:network     a devnet: sign-in, mints, signatures, with nodes that fail
  npm run bench:threshold   the cryptography alone

Both take -- --json. bench/README.md says how each number is measured.
`

export const command: Command = {
  usage: `Usage: assent bench\n\n${text}`,
  run: async () => {
    process.stdout.write(text)
    return Promise.resolve(0)
  },
}
