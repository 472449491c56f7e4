import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'

export type Run = { readonly code: number; readonly output: string }

const signalled = 128

// A pipe hides from the tools whether a person reads.
const coloured = process.stdout.isTTY && process.env['NO_COLOR'] === undefined

const environment = {
  ...process.env,
  ...(coloured ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
  PATH: [join('node_modules', '.bin'), process.env['PATH']].join(delimiter),
}

/** Runs a tool of node_modules; what it prints is returned, and shown as it comes if `shown`. */
export function run(
  tool: string,
  parameters: readonly string[],
  options: { readonly shown?: boolean } = {},
): Promise<Run> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const child = spawn(tool, parameters, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    const keep = (chunk: Buffer): void => {
      chunks.push(chunk)
      // Both streams go to one, so that nothing can come after the last line.
      if (options.shown === true) process.stdout.write(chunk)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => {
      keep(Buffer.from(`${tool} did not start: ${error.message}\n`))
    })
    child.on('close', (code, signal) => {
      resolve({
        code: code ?? signalled + (signal === null ? 0 : constants.signals[signal]),
        output: Buffer.concat(chunks).toString(),
      })
    })
  })
}
