import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import { readHostList } from '../../src/background/blocking/read-host-list.ts'
import { writeHostLists, type HostLists } from '../../src/background/review/hosts/host-lists.ts'
import { knownHostsFile } from '../../src/background/review/hosts/known-hosts.ts'

const require = createRequire(import.meta.url)

/** Where a warning can be tried, and nobody is robbed: one that others keep, and a reserved name. */
const forTrying = ['test.metamask-phishing.io', 'phishing.assent.test']

/** The public list, read as one that a person loads. */
export const knownHosts = (): HostLists => {
  const file = require.resolve('eth-phishing-detect/src/config.json')
  const { blocked, allowed } = readHostList(readFileSync(file, 'utf8'))
  return writeHostLists({ blocked: new Set([...blocked, ...forTrying]), allowed })
}

/** Puts the list beside the pages, where the worker finds it when it judges its first request. */
export const knownHostsPlugin = (): Plugin => ({
  name: 'known-hosts',
  generateBundle() {
    const source = JSON.stringify(knownHosts())
    this.emitFile({ type: 'asset', fileName: knownHostsFile, source })
  },
})
