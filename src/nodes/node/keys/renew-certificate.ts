import { X509Certificate } from 'node:crypto'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reasonOf, SetupProblem } from '../problem.ts'
import { certificateHash } from './certificate-hash.ts'
import { keyFiles } from './key-files.ts'
import { loadNodeKeys } from './load-node-keys.ts'
import type { PublicRecord } from './public-record.ts'
import { createTlsCertificate } from './tls-certificate.ts'

/**
 * Another certificate for a node, which counts once the registry names it; a node that runs keeps
 * the one it has read. Nothing else of its keys changes.
 */
export const renewCertificate = async (dir: string): Promise<PublicRecord> => {
  const { record } = loadNodeKeys(dir)
  const tls = await createTlsCertificate(record.peerUrl)
  const certificate = certificateHash(new X509Certificate(tls.certificate).raw)
  const renewed = { ...record, certificate }
  const files = {
    [keyFiles.tlsKey]: tls.key,
    [keyFiles.tlsCertificate]: tls.certificate,
    [keyFiles.public]: `${JSON.stringify(renewed, undefined, 2)}\n`,
  }
  try {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(dir, `${name}.new`), content, { mode: 0o600 })
    }
    for (const name of Object.keys(files)) {
      const path = join(dir, name)
      if (existsSync(path)) renameSync(path, `${path}.before`)
      renameSync(`${path}.new`, path)
    }
  } catch (error) {
    throw new SetupProblem(`cannot write the certificate in ${dir}: ${reasonOf(error)}`)
  }
  return renewed
}
