import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import * as z from 'zod'
import { knownHostsFile } from '../../src/background/review/hosts/known-hosts.ts'

const require = createRequire(import.meta.url)

const config = z.object({ blacklist: z.array(z.string()), whitelist: z.array(z.string()) })

/** Where a warning can be tried, and nobody is robbed: one that others keep, and a reserved name. */
const forTrying = ['test.metamask-phishing.io', 'phishing.assent.test']

/** The hosts of the public list, as the worker reads them: sorted, a host a line. */
export const knownHosts = (): string => {
  const { blacklist, whitelist } = config.parse(require('eth-phishing-detect/src/config.json'))
  const hosts = new Set([...blacklist, ...forTrying])
  for (const host of whitelist) hosts.delete(host)
  return Array.from(hosts).sort().join('\n')
}

/** Puts the list beside the pages, where the worker finds it when it judges its first request. */
export const knownHostsPlugin = (): Plugin => ({
  name: 'known-hosts',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: knownHostsFile, source: knownHosts() })
  },
})
