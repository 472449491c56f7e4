import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reasonOf, SetupProblem } from '../problem.ts'

/** What a node's directory holds besides its store. All but `public.json` is secret. */
export const keyFiles = {
  /** Ed25519 seed, as hex: signs answers, and statements in ceremonies. */
  identity: 'identity.key',
  /** secp256k1, as hex: signs what the contracts must believe. */
  signer: 'signer.key',
  /** Opens the store, as hex. */
  store: 'store.key',
  tlsKey: 'tls.key',
  tlsCertificate: 'tls.crt',
  /** What everybody may know of this node, as the deployment's file has it. */
  public: 'public.json',
} as const

export const STORE_FILE = 'store.db'

export const writeNew = (dir: string, name: string, content: string, mode = 0o600): void => {
  try {
    writeFileSync(join(dir, name), content, { flag: 'wx', mode })
  } catch (error) {
    throw new SetupProblem(`cannot write ${join(dir, name)}: ${reasonOf(error)}`)
  }
}

/** Refuses a file that others on this machine may read. */
export const readSecret = (dir: string, name: string): string => {
  const path = join(dir, name)
  try {
    const mode = statSync(path).mode & 0o777
    if ((mode & 0o077) !== 0) {
      throw new SetupProblem(`${path} is open to others: run chmod 600 ${path}`)
    }
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof SetupProblem) throw error
    throw new SetupProblem(`cannot read ${path}: ${reasonOf(error)}`)
  }
}

export const readSecretBytes = (dir: string, name: string, length: number): Uint8Array => {
  const text = readSecret(dir, name).trim()
  if (!new RegExp(`^[0-9a-f]{${2 * length}}$`).test(text)) {
    throw new SetupProblem(`${join(dir, name)} does not hold ${length} bytes in hex`)
  }
  return new Uint8Array(Buffer.from(text, 'hex'))
}
