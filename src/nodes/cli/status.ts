import type { Command } from './command.ts'

export const command: Command = {
  usage: `Usage: assent status\n`,
  run: async () => Promise.resolve(0),
}
