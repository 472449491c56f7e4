import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toHex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { relayStatus } from '../../../src/protocol/relay.ts'
import { readLog, startChild, type Child } from './child.ts'
import { startHttpProxy, type HttpProxy } from './http-proxy.ts'
import { waitUntil } from './wait-until.ts'

export type ClusterRelay = {
  /** What wallets call: the proxy in front of it. */
  readonly url: string
  /** Can change what passes, both ways. */
  readonly proxy: HttpProxy
  readonly child: Child
  readonly log: () => string
  readonly stop: () => Promise<void>
}

const mnemonic = 'test test test test test test test test test test test junk'

/** The relay as operators run it, paid by the second account of the chain. */
export async function startRelay(options: {
  readonly dir: string
  readonly command: string
  readonly deploymentFile: string
  readonly rpcUrl: string
  readonly port: number
  readonly proxy: HttpProxy
}): Promise<ClusterRelay> {
  const { dir, command, deploymentFile, rpcUrl, port, proxy } = options
  const { privateKey } = mnemonicToAccount(mnemonic, { addressIndex: 1 }).getHdKey()
  const keyFile = join(dir, 'relay.key')
  if (privateKey === null) throw new Error('the account has no key')
  writeFileSync(keyFile, toHex(privateKey), { mode: 0o600 })
  const many = { many: 1000, seconds: 60 }
  const config = join(dir, 'relay.json')
  writeFileSync(
    config,
    JSON.stringify({
      deployment: deploymentFile,
      keyFile,
      rpcUrl,
      listen: { host: '127.0.0.1', port },
      dailyBudget: String(10n ** 21n),
      mints: { perCaller: many },
      faucet: { value: String(10n ** 18n), perAccount: many, perCaller: many },
    }),
  )
  const log = join(dir, 'logs', 'relay.log')
  const child = startChild({
    command: process.execPath,
    parameters: [command, 'relay', '--config', config],
    log,
  })
  const stop = async (): Promise<void> => {
    await child.kill()
  }
  try {
    await waitUntil('the relay answers', async () => {
      if (!child.running()) throw new Error(`the relay ended:\n${readLog(log)}`)
      const answer = await fetch(`${proxy.url}/v1/status`)
      return relayStatus.safeParse(await answer.json()).success
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { url: proxy.url, proxy, child, log: () => readLog(log), stop }
}

export const relayProxy = async (port: number): Promise<HttpProxy> =>
  startHttpProxy(`http://127.0.0.1:${port}`)
