import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from '../../cluster/support/child.ts'

export const clients = join(import.meta.dirname, '..')

/** Third-party clients are a package of their own, which only those get who run these tests. */
export async function installClients(): Promise<void> {
  const wanted = join(clients, 'package-lock.json')
  const installed = join(clients, 'node_modules/.installed-lockfile')
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(wanted))) return
  await install().catch(install)
  cpSync(wanted, installed)
}

const install = async (): Promise<unknown> =>
  runChild({
    command: 'npm',
    parameters: ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=5'],
    log: join(clients, 'install.log'),
    directory: clients,
  })
