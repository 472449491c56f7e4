import { existsSync, writeFileSync } from 'node:fs'
import { generatePrivateKey, type PrivateKeyAccount } from 'viem/accounts'
import { readAccount } from '../../deployment/key-file.ts'

/** The account of a key file, which is made if it is not there. */
export function keptAccount(path: string): PrivateKeyAccount {
  if (!existsSync(path)) {
    writeFileSync(path, `${generatePrivateKey().slice(2)}\n`, { flag: 'wx', mode: 0o600 })
  }
  return readAccount(path)
}
