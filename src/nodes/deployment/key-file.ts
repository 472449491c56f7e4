import { readFileSync, statSync } from 'node:fs'
import { privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import { OperatorProblem, reasonOf } from './problem.ts'

/** The account of a secp256k1 key in hex, from a file that nobody else may read. */
export function readAccount(path: string): PrivateKeyAccount {
  const text = read(path).trim().replace(/^0x/, '')
  if (!/^[0-9a-fA-F]{64}$/.test(text)) {
    throw new OperatorProblem(`${path} does not hold a private key: 32 bytes in hex, alone`)
  }
  try {
    return privateKeyToAccount(`0x${text.toLowerCase()}`)
  } catch {
    throw new OperatorProblem(`${path} holds a number that is no private key; make another one`)
  }
}

function read(path: string): string {
  try {
    if ((statSync(path).mode & 0o077) !== 0) {
      throw new OperatorProblem(`${path} is open to others: run chmod 600 ${path}`)
    }
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof OperatorProblem) throw error
    throw new OperatorProblem(`cannot read the key ${path}: ${reasonOf(error)}`)
  }
}
