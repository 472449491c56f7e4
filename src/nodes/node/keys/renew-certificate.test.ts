import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createNodeKeys } from './create-node-keys.ts'
import { loadNodeKeys } from './load-node-keys.ts'
import { renewCertificate } from './renew-certificate.ts'

let dir: string
beforeEach(async () => {
  dir = join(mkdtempSync(join(tmpdir(), 'assent-renew-')), 'node')
  const urls = { walletUrl: 'http://127.0.0.1:1', peerUrl: 'https://127.0.0.1:2' }
  await createNodeKeys({ dir, party: 1, ...urls })
})
afterEach(() => rmSync(join(dir, '..'), { recursive: true }))

test('makes another certificate, and changes nothing else', async () => {
  const before = loadNodeKeys(dir)
  const renewed = await renewCertificate(dir)
  const after = loadNodeKeys(dir)
  expect(renewed).toEqual({ ...before.record, certificate: renewed.certificate })
  expect(renewed.certificate).not.toBe(before.record.certificate)
  expect(after.record).toEqual(renewed)
  expect(after.signer.address).toBe(before.signer.address)
  expect(after.tls).not.toEqual(before.tls)
})

test('keeps the one before, for its owner alone to read', async () => {
  const before = readFileSync(join(dir, 'tls.key'), 'utf8')
  await renewCertificate(dir)
  expect(readFileSync(join(dir, 'tls.key.before'), 'utf8')).toBe(before)
  for (const name of ['tls.key', 'tls.crt', 'public.json']) {
    expect(statSync(join(dir, name)).mode & 0o077).toBe(0)
    expect(existsSync(join(dir, `${name}.new`))).toBe(false)
  }
})

test('refuses a directory that has no keys', async () => {
  await expect(renewCertificate(join(dir, '..'))).rejects.toThrow('cannot read')
  await renewCertificate(dir)
})
