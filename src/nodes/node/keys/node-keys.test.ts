import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { certificateHash } from './certificate-hash.ts'
import { createNodeKeys } from './create-node-keys.ts'
import { publicKeyOf, signEd25519, verifyEd25519 } from './ed25519.ts'
import { keyFiles } from './key-files.ts'
import { loadNodeKeys } from './load-node-keys.ts'

let dir: string
const options = () => ({
  dir,
  party: 2,
  walletUrl: 'http://127.0.0.1:8613',
  peerUrl: 'https://127.0.0.1:8614',
})

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'assent-keys-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('what was made is read back, and belongs together', async () => {
  const record = await createNodeKeys(options())
  const keys = loadNodeKeys(dir)
  expect(keys.record).toEqual(record)
  expect(record.operator).toBe(record.signer)
  const message = Uint8Array.of(1, 2, 3)
  const signature = signEd25519(keys.identity, message)
  const publicKey = publicKeyOf(Buffer.from(record.identityKey.slice(2), 'hex'))
  expect(verifyEd25519(publicKey, message, signature)).toBe(true)
  expect(verifyEd25519(publicKey, Uint8Array.of(1), signature)).toBe(false)
  const certificate = new X509Certificate(keys.tls.certificate)
  expect(certificateHash(certificate.raw)).toBe(record.certificate)
  expect(certificate.subjectAltName).toBe('IP Address:127.0.0.1')
  expect(certificate.checkPrivateKey).toBeDefined()
})

test('every file is the owner’s alone', async () => {
  await createNodeKeys(options())
  const modes = Object.values(keyFiles).map((name) => statSync(join(dir, name)).mode & 0o777)
  expect(modes).toEqual(Object.values(keyFiles).map(() => 0o600))
})

test('keys that exist are not written over', async () => {
  await createNodeKeys(options())
  const before = readFileSync(join(dir, keyFiles.identity))
  await expect(createNodeKeys(options())).rejects.toThrow('exists')
  expect(readFileSync(join(dir, keyFiles.identity))).toEqual(before)
})

test('a certificate for a name has the name', async () => {
  await createNodeKeys({ ...options(), peerUrl: 'https://node2.example.org:7000' })
  const { tls } = loadNodeKeys(dir)
  expect(new X509Certificate(tls.certificate).subjectAltName).toBe('DNS:node2.example.org')
})

test('an operator is named as the registry will have it', async () => {
  const operator = `0x${'Ab'.repeat(20)}`
  expect((await createNodeKeys({ ...options(), operator })).operator).toBe(operator.toLowerCase())
})

test.each([
  ['operator', { operator: 'me' }],
  ['party', { party: 0 }],
  ['walletUrl', { walletUrl: 'nowhere' }],
])('a wrong %s is refused before anything is written', async (name, change) => {
  await expect(createNodeKeys({ ...options(), ...change })).rejects.toThrow(name)
  await createNodeKeys(options())
})

test.each(Object.values(keyFiles))('%s that others may read is refused', async (name) => {
  await createNodeKeys(options())
  chmodSync(join(dir, name), 0o640)
  expect(() => loadNodeKeys(dir)).toThrow(`chmod 600 ${join(dir, name)}`)
  chmodSync(join(dir, name), 0o600)
  loadNodeKeys(dir)
})

test.each([keyFiles.identity, keyFiles.signer, keyFiles.tlsCertificate])(
  '%s of another node is refused',
  async (name) => {
    await createNodeKeys(options())
    const other = join(dir, 'other')
    await createNodeKeys({ ...options(), dir: other })
    writeFileSync(join(dir, name), readFileSync(join(other, name)))
    expect(() => loadNodeKeys(dir)).toThrow('restore the directory')
    expect(loadNodeKeys(other).record.party).toBe(2)
  },
)

test('a key that is cut short is refused', async () => {
  await createNodeKeys(options())
  writeFileSync(join(dir, keyFiles.store), 'ab')
  expect(() => loadNodeKeys(dir)).toThrow('32 bytes')
})
