import type { Statement } from './statement.ts'
import { shortCode, statementHash } from './statement.ts'

/**
 * The one EIP-4361 text for a statement and an account. Nodes write it again and compare, so there
 * is nothing to parse and nothing to disagree about.
 */
export const walletMessage = (options: {
  readonly domain: string
  readonly url: string
  /** With its checksum (EIP-55). */
  readonly address: string
  /** The chain of the account; for a contract, where its code is. */
  readonly chainId: number
  readonly statement: Statement
}): string => {
  const { domain, url, address, chainId, statement } = options
  const hash = statementHash(statement)
  return [
    `${domain} wants you to sign in with your Ethereum account:`,
    address,
    '',
    `Sign in to Assent. The wallet that you sign in to shows the code ${shortCode(hash)}. It will be able to: ${statement.abilities.join(', ')}.`,
    '',
    `URI: ${url}`,
    'Version: 1',
    `Chain ID: ${chainId}`,
    `Nonce: ${hash.slice(2)}`,
    `Issued At: ${time(statement.issuedAt)}`,
    `Expiration Time: ${time(statement.expiresAt)}`,
  ].join('\n')
}

const time = (seconds: number): string => new Date(seconds * 1000).toISOString()
