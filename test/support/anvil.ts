import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Anvil = { readonly url: string; readonly stop: () => Promise<void> }

const attempts = 3
const patience = 20_000
const pause = 20

/**
 * A chain of its own for a suite, on loopback; what has one block on top is final. Flags of the
 * caller's come after ours.
 */
export async function startAnvil(extra: readonly string[] = []): Promise<Anvil> {
  for (let attempt = 1; ; attempt += 1) {
    const anvil = await tryToStart(extra)
    if (anvil !== undefined) return anvil
    if (attempt === attempts) throw new Error('anvil did not start')
  }
}

/** Undefined if it ended at once, as it does when somebody else took the port. */
async function tryToStart(extra: readonly string[]): Promise<Anvil | undefined> {
  const port = await freePort()
  const flags = `--host 127.0.0.1 --port ${port} --silent --slots-in-an-epoch 1 --hardfork prague`
  const child = spawn(binary(), [...flags.split(' '), ...extra], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + patience
  while (child.exitCode === null && Date.now() < deadline) {
    if (await answers(url)) return { url, stop: async () => stop(child) }
    await sleep(pause)
  }
  await stop(child)
  return undefined
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill()
  await ended
}

async function answers(url: string): Promise<boolean> {
  try {
    const body = JSON.stringify({ id: 1, jsonrpc: '2.0', method: 'eth_chainId', params: [] })
    const headers = { 'content-type': 'application/json' }
    return (await fetch(url, { method: 'POST', headers, body })).ok
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The package of this platform, found from the one that names it. */
function binary(): string {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch
  const name = `@foundry-rs/anvil-${process.platform}-${architecture}`
  const from = createRequire(createRequire(import.meta.url).resolve('@foundry-rs/anvil/bin.mjs'))
  const file = process.platform === 'win32' ? 'anvil.exe' : 'anvil'
  return from.resolve(`${name}/bin/${file}`)
}
