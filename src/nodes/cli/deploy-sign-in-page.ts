import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signInPage, signInPagePolicy } from '../devnet/sign-in-page/page.ts'
import type { Command } from './command.ts'
import { readOptions, required } from './read-options.ts'

export const command: Command = {
  usage: `Usage: assent deploy sign-in-page --out DIR

Writes sign-in.html, on which people sign in to wallets by a passkey or by another wallet, and
sign-in.headers, the headers that it must be served with. Serve it at the address that the
deployment names as walletPage, from an origin that it lists for passkeys.
`,
  async run(words) {
    const given = readOptions(words, { out: { type: 'string' } })
    const dir = required(given.out, '--out')
    mkdirSync(dir, { recursive: true })
    const page = join(dir, 'sign-in.html')
    const headers = join(dir, 'sign-in.headers')
    writeFileSync(page, await signInPage())
    writeFileSync(
      headers,
      [
        'content-type: text/html; charset=utf-8',
        `content-security-policy: ${signInPagePolicy}`,
        'x-content-type-options: nosniff',
        'referrer-policy: no-referrer',
        '',
      ].join('\n'),
    )
    process.stdout.write(`${page}, to be served with what ${headers} says\n`)
    return 0
  },
}
