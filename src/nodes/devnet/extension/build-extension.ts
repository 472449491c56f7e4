import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Network } from '../network.ts'
import { describe, startPart, tailOf } from '../parts/part.ts'
import { builtExtension, type BuiltExtension } from './built-extension.ts'

/**
 * Builds the extension for this devnet; undefined if that was not asked for, or failed. Nodes can be
 * used without it, so whoever is in the middle of changing it still gets a devnet.
 */
export async function buildExtension(network: Network): Promise<BuiltExtension | undefined> {
  const { options, places, progress, signal, closers } = network
  const { extensionSource: source } = options
  if (source === undefined) return undefined
  const log = places.log('extension')
  rmSync(log, { force: true })
  signal.throwIfAborted()
  const part = await startPart({
    name: 'extension',
    command: process.execPath,
    parameters: [
      join(source, 'node_modules/tsx/dist/cli.mjs'),
      join(source, 'scripts/build-extension.ts'),
      '--development',
      '--quiet',
      `--deployment=${places.deployment}`,
      `--out=${places.extension}`,
    ],
    log,
    directory: source,
  })
  closers.push(part.stop)
  const ending = await part.ended
  if (signal.aborted) return undefined
  if (ending.code === 0 && existsSync(join(places.extension, 'chromium'))) {
    progress.step('extension', `built, ${places.extension}`)
    return builtExtension(places.extension)
  }
  progress.say(
    `The extension could not be built (its build ${describe(ending)}), and the devnet goes on ` +
      `without it. Its log is ${log}, and ends with\n\n${tailOf(log)}\n`,
  )
  return undefined
}
