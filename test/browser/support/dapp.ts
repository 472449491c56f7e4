import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import type { Tab, WalletBrowser } from './tab.ts'

const folder = join(import.meta.dirname, '../pages')

export type DappServer = {
  /** The same pages from two origins. */
  readonly origin: string
  readonly otherOrigin: string
  close(): void
}

export async function serveDapp(): Promise<DappServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const name = pathname === '/' ? 'dapp' : pathname.slice(1)
    if (!/^[a-z-]{1,40}$/.test(name)) {
      response.writeHead(404).end()
      return
    }
    // No `no-store`: a page that may not be stored is not kept for going back to.
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(readFileSync(join(folder, `${name}.html`)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    otherOrigin: `http://localhost:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

export type Refusal = { readonly code: number; readonly message: string; readonly data?: unknown }
export type Answer<T> = { readonly result: T } | { readonly refusal: Refusal }

/** A page that asks the wallet for things, as any dapp does. */
export class Dapp {
  readonly tab: Tab
  #asked = 0

  private constructor(tab: Tab) {
    this.tab = tab
  }

  static async open(browser: WalletBrowser, url: string): Promise<Dapp> {
    return new Dapp(await browser.open(url))
  }

  static in(tab: Tab): Dapp {
    return new Dapp(tab)
  }

  /** Asks, and waits for nothing: a person may have to answer first. */
  async begin<T>(method: string, params?: unknown): Promise<() => Promise<Answer<T>>> {
    this.#asked += 1
    const place = this.#asked
    const request = JSON.stringify({ method, ...(params !== undefined && { params }) })
    await this.tab.evaluate(`ask(${place}, ${request})`)
    return async () =>
      waitUntil(`${method} is answered`, async () => {
        const text = await this.tab.evaluate<string | null>(`answered(${place})`)
        return text === null ? undefined : (JSON.parse(text) as Answer<T>)
      })
  }

  /** How many times it has asked; the place of the last one. */
  get asked(): number {
    return this.#asked
  }

  /** The last that it has asked. */
  async isAnswered(): Promise<boolean> {
    return this.tab.evaluate(`timesAnswered(${this.#asked}) > 0`)
  }

  async ask<T>(method: string, params?: unknown): Promise<Answer<T>> {
    return (await this.begin<T>(method, params))()
  }

  /** Asks what is answered without anybody being asked. */
  async read<T>(method: string, params?: unknown): Promise<T> {
    return resultOf(await this.ask<T>(method, params))
  }

  /** To this page, kept aside or loaded anew, from where its tab went. */
  async comeBack(origin: string): Promise<void> {
    await this.tab.back()
    const isBack = `location.origin === '${origin}' && typeof timesAnswered === 'function'`
    await waitUntil('the page is back', async () => this.tab.evaluate<boolean>(isBack))
  }

  /** What the provider has told this page, oldest first. */
  async heard(): Promise<readonly (readonly [event: string, value: unknown])[]> {
    return JSON.parse(await this.tab.evaluate<string>('JSON.stringify(heard)')) as never
  }
}

export const resultOf = <T>(answer: Answer<T>): T => {
  if ('result' in answer) return answer.result
  throw new Error(`refused with ${answer.refusal.code}: ${answer.refusal.message}`)
}

export const refusalOf = (answer: Answer<unknown>): Refusal => {
  if ('refusal' in answer) return answer.refusal
  throw new Error(`not refused, but answered with ${JSON.stringify(answer.result)}`)
}
