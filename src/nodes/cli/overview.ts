import { commands } from './commands.ts'

const width = Math.max(...commands.map(({ name }) => name.length))

export const overview = (): string =>
  [
    'Usage: assent <command> [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'assent <command> --help says more about each of them.',
    '',
  ].join('\n')
