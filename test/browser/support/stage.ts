import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DevnetFile } from '../../../src/nodes/devnet/state/devnet-file.ts'
import { startDevnet } from '../../cluster/support/devnet.ts'
import { freePortBase } from '../../cluster/support/free-port-base.ts'
import { serveDapp, type DappServer } from './dapp.ts'

export type Stage = {
  readonly devnet: DevnetFile
  readonly dapp: DappServer
  /** Folders with the extension that knows this devnet. */
  readonly extension: { readonly chromium: string; readonly firefox: string }
  /** For what a test keeps; it is removed with the rest. */
  readonly folder: string
  readonly close: () => Promise<void>
}

/** A devnet of real processes, the extension built for it, and a page that wants something. */
export async function raiseStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-browser-'))
  const devnet = await startDevnet(join(folder, 'devnet'), await freePortBase(), [
    '--extension-source',
    join(import.meta.dirname, '../../..'),
  ])
  try {
    const { chromium, firefox } = devnet.file.extension
    if (chromium === null || firefox === null) throw new Error(devnet.said())
    const dapp = await serveDapp()
    return {
      devnet: devnet.file,
      dapp,
      extension: { chromium, firefox },
      folder,
      close: async () => {
        dapp.close()
        await devnet.child.kill('SIGTERM')
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await devnet.child.kill('SIGTERM')
    throw error
  }
}
