import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DevnetFile } from '../../../src/nodes/devnet/state/devnet-file.ts'
import { readDevnetFile, startDevnet } from '../../cluster/support/devnet.ts'
import { freePortBase } from '../../cluster/support/free-port-base.ts'
import { serveDapp, type DappServer } from './dapp.ts'

export type Stage = {
  readonly devnet: DevnetFile
  readonly dapp: DappServer
  /** Folders with the extension that knows this devnet. */
  readonly extension: { readonly chromium: string; readonly firefox: string }
  readonly close: () => Promise<void>
}

type Raised = { readonly file: DevnetFile; readonly end: () => Promise<void> }

/** A devnet of real processes, the extension built for it, and a page that wants something. */
export async function raiseStage(): Promise<Stage> {
  // Who works on these tests has one running, and waits for none.
  const running = process.env['ASSENT_DEVNET']
  const { file, end } =
    running === undefined
      ? await raiseDevnet()
      : { file: readDevnetFile(running), end: async () => Promise.resolve() }
  try {
    const { chromium, firefox } = file.extension
    if (chromium === null || firefox === null) throw new Error('the devnet has no extension')
    const dapp = await serveDapp()
    return {
      devnet: file,
      dapp,
      extension: { chromium, firefox },
      close: async () => {
        dapp.close()
        await end()
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}

async function raiseDevnet(): Promise<Raised> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-browser-'))
  const source = join(import.meta.dirname, '../../..')
  const devnet = await startDevnet(join(folder, 'devnet'), await freePortBase(), [
    `--extension-source=${source}`,
  ])
  const end = async (): Promise<void> => {
    await devnet.child.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  if (devnet.file.extension.chromium !== null) return { file: devnet.file, end }
  const said = devnet.said()
  await end()
  throw new Error(said)
}
