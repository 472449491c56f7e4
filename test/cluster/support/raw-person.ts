import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import type { Hex } from '../../../src/payloads/encoding/hex.ts'
import type { Statement } from '../../../src/protocol/statement.ts'
import type { Fetch } from '../../../src/quorum/parts.ts'
import type { Cluster } from './cluster.ts'
import { mintKey } from './raw-mint.ts'
import { RawWallet } from './raw-wallet.ts'

/** Somebody with a wallet, a session, and a key of their own. */
export type RawPerson = {
  readonly account: PrivateKeyAccount
  readonly wallet: RawWallet
  readonly key: Hex
}

export async function newPerson(
  cluster: Cluster,
  options: { readonly fetch?: Fetch; readonly statement?: Partial<Statement> } = {},
): Promise<RawPerson> {
  const account = privateKeyToAccount(generatePrivateKey())
  const { fetch, statement } = options
  const wallet = new RawWallet(cluster.deployment, fetch === undefined ? {} : { fetch })
  await wallet.signIn(account, statement)
  return { account, wallet, key: await mintKey(cluster, wallet) }
}
