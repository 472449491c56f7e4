import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildExtension } from '../../../scripts/extension/build-extension.ts'
import type { BrowserName } from '../../../scripts/extension/options.ts'
import type { DevnetFile } from '../../../src/nodes/devnet/state/devnet-file.ts'
import { startDevnet } from '../../cluster/support/devnet.ts'
import { freePortBase } from '../../cluster/support/free-port-base.ts'
import { serveDapp, type DappServer } from './dapp.ts'

export type Stage = {
  readonly devnet: DevnetFile
  readonly dapp: DappServer
  /** The folder with the extension that knows this devnet. */
  readonly extension: string
  /** For what a test keeps; it is removed with the rest. */
  readonly folder: string
  readonly close: () => Promise<void>
}

/** A devnet of real processes, the extension built for it, and a page that wants something. */
export async function raiseStage(browser: BrowserName): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-browser-'))
  const devnet = await startDevnet(join(folder, 'devnet'), await freePortBase())
  try {
    const outDir = join(folder, 'extension')
    const { deployment } = devnet.file
    await buildExtension({ deployment, development: true, outDir, browsers: [browser] })
    const dapp = await serveDapp()
    return {
      devnet: devnet.file,
      dapp,
      extension: join(outDir, browser),
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
