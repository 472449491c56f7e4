import { RpcError } from '../../messages/rpc-error.ts'
import type { Method } from './method.ts'

/** Methods that are known and never done: the page is told why, and what to ask instead. */
const reasons = {
  eth_sign:
    'A bare hash is not signed: nobody could tell what it is for. Ask with personal_sign or eth_signTypedData_v4.',
  eth_signTransaction: 'A transaction is only signed to be sent: ask with eth_sendTransaction.',
  eth_getEncryptionPublicKey:
    'Keys of this wallet are held by its nodes together and only sign: there is no key to encrypt to.',
  eth_decrypt:
    'Keys of this wallet are held by its nodes together and only sign: there is nothing to decrypt with.',
  eth_newPendingTransactionFilter:
    'Transactions that are not in a block yet cannot be watched through this wallet.',
  wallet_scanQRCode: 'This wallet scans no codes.',
  wallet_upgradeAccount: 'Accounts of this wallet are not upgraded by pages.',
  wallet_getAccountUpgradeStatus: 'Accounts of this wallet are not upgraded by pages.',
} as const

const refuse =
  (why: string): Method =>
  async () => {
    await Promise.resolve()
    throw new RpcError('unsupportedMethod', why)
  }

export const refused: ReadonlyMap<string, Method> = new Map(
  Object.entries(reasons).map(([method, why]) => [method, refuse(why)]),
)
