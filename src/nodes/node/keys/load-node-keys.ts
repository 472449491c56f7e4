import { X509Certificate, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import { bytesToHex } from 'viem/utils'
import { deploymentNode } from '../../../protocol/deployment.ts'
import { reasonOf, SetupProblem } from '../problem.ts'
import { STORE_KEY_LENGTH } from '../store/open-store.ts'
import { certificateHash, type TlsCertificate } from './certificate-hash.ts'
import { privateKeyOf, publicBytesOf } from './ed25519.ts'
import { keyFiles, readSecret, readSecretBytes } from './key-files.ts'
import type { PublicRecord } from './public-record.ts'

export type NodeKeys = {
  readonly record: PublicRecord
  readonly identity: KeyObject
  readonly signer: PrivateKeyAccount
  readonly store: Uint8Array
  readonly tls: TlsCertificate
}

/** Reads a node's keys, and refuses what others may read or what does not belong together. */
export const loadNodeKeys = (dir: string): NodeKeys => {
  const identity = privateKeyOf(readSecretBytes(dir, keyFiles.identity, 32))
  const signer = privateKeyToAccount(bytesToHex(readSecretBytes(dir, keyFiles.signer, 32)))
  const store = readSecretBytes(dir, keyFiles.store, STORE_KEY_LENGTH)
  const tls = {
    key: readSecret(dir, keyFiles.tlsKey),
    certificate: readSecret(dir, keyFiles.tlsCertificate),
  }
  const record = readRecord(dir)
  const fits = {
    identityKey: bytesToHex(publicBytesOf(identity)),
    signer: signer.address.toLowerCase(),
    certificate: hashOf(dir, tls.certificate),
  }
  for (const [name, value] of Object.entries(fits)) {
    if (record[name as keyof typeof fits] === value) continue
    throw new SetupProblem(
      `${join(dir, keyFiles.public)} has another ${name} than this node's: restore the directory`,
    )
  }
  return { record, identity, signer, store, tls }
}

const readRecord = (dir: string): PublicRecord => {
  try {
    return deploymentNode.parse(JSON.parse(readSecret(dir, keyFiles.public)))
  } catch (error) {
    if (error instanceof SetupProblem) throw error
    throw new SetupProblem(`${join(dir, keyFiles.public)} is not as it was written`)
  }
}

const hashOf = (dir: string, pem: string): string => {
  try {
    return certificateHash(new X509Certificate(pem).raw)
  } catch (error) {
    throw new SetupProblem(`${join(dir, keyFiles.tlsCertificate)}: ${reasonOf(error)}`)
  }
}
