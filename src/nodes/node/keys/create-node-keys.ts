import { randomBytes, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { privateKeyToAddress } from 'viem/accounts'
import { bytesToHex } from 'viem/utils'
import { deploymentNode } from '../../../protocol/deployment.ts'
import { SetupProblem } from '../problem.ts'
import { certificateHash } from './certificate-hash.ts'
import { privateKeyOf, publicBytesOf } from './ed25519.ts'
import { keyFiles, writeNew } from './key-files.ts'
import type { PublicRecord } from './public-record.ts'
import { createTlsCertificate } from './tls-certificate.ts'

export type NewNode = {
  readonly dir: string
  readonly party: number
  readonly walletUrl: string
  readonly peerUrl: string
  /** Who answers for the node; its own signer if nobody else is named. */
  readonly operator?: string
}

const newSecret = (): Uint8Array => new Uint8Array(randomBytes(32))

/** Makes a node's keys in its directory. Keys that exist are never written over. */
export const createNodeKeys = async (options: NewNode): Promise<PublicRecord> => {
  const { dir, party, walletUrl, peerUrl } = options
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const existing = Object.values(keyFiles).find((name) => existsSync(join(dir, name)))
  if (existing !== undefined) {
    throw new SetupProblem(`${join(dir, existing)} exists: choose another directory`)
  }
  const seed = newSecret()
  const signerKey = bytesToHex(newSecret())
  const signer = privateKeyToAddress(signerKey).toLowerCase()
  const checked = deploymentNode.omit({ certificate: true }).safeParse({
    party,
    operator: options.operator?.toLowerCase() ?? signer,
    signer,
    identityKey: bytesToHex(publicBytesOf(privateKeyOf(seed))),
    peerUrl,
    walletUrl,
  })
  if (!checked.success) {
    const [issue] = checked.error.issues
    throw new SetupProblem(`the node's ${issue?.path.join('.') ?? 'record'}: ${issue?.message}`)
  }
  const tls = await createTlsCertificate(peerUrl)
  const certificate = certificateHash(new X509Certificate(tls.certificate).raw)
  const record: PublicRecord = { ...checked.data, certificate }

  writeNew(dir, keyFiles.identity, `${Buffer.from(seed).toString('hex')}\n`)
  writeNew(dir, keyFiles.signer, `${signerKey.slice(2)}\n`)
  writeNew(dir, keyFiles.store, `${randomBytes(32).toString('hex')}\n`)
  writeNew(dir, keyFiles.tlsKey, tls.key)
  writeNew(dir, keyFiles.tlsCertificate, tls.certificate)
  writeNew(dir, keyFiles.public, `${JSON.stringify(record, undefined, 2)}\n`)
  return record
}
