import {
  getTypesForEIP712Domain,
  type Hash,
  type LocalAccount,
  type SignableMessage,
  type TransactionSerializable,
} from 'viem'
import { toAccount } from 'viem/accounts'
import { serializeTransaction as serializeWithViem, serializeTypedData } from 'viem/utils'
import { fromHex, toHex, type Hex } from '../../payloads/encoding/hex.ts'
import { PayloadError } from '../../payloads/errors.ts'
import { serializeAuthorization } from '../../payloads/evm/authorization.ts'
import { parseTransaction } from '../../payloads/evm/parse-transaction.ts'
import { serializeSignedTransaction } from '../../payloads/evm/serialize-transaction.ts'
import type { Transaction } from '../../payloads/evm/transaction.ts'
import { QuorumError } from '../errors.ts'
import type { Signature } from '../signing/sign.ts'
import type { Signer } from './signer.ts'

/**
 * A PKP as any viem program uses an account. What it signs goes to the nodes whole, so a transaction
 * of a kind that they cannot read is refused, whatever serializer a chain brings along.
 *
 * @example
 * const client = createWalletClient({ account: toViemAccount(createSigner(session, key)), … })
 */
export const toViemAccount = (signer: Signer): LocalAccount => {
  const { publicKey, ethAddress: address } = signer
  const account = toAccount({
    address,
    async signMessage({ message }) {
      return inOne(await signer.sign({ kind: 'personal-message', bytes: bytesOf(message) }))
    },
    async signTransaction(asked) {
      const bytes = serializeWithViem(asked as TransactionSerializable)
      const transaction = readTransaction(bytes)
      const { r, s, yParity } = await signer.sign({ kind: 'evm-transaction', bytes })
      const signature = { r: BigInt(r), s: BigInt(s), yParity }
      // What a chain's own types make of it is not asked for: the nodes have read these bytes.
      return toHex(serializeSignedTransaction(transaction, signature)) as never
    },
    async signTypedData(asked) {
      const typed = asked as Parameters<typeof serializeTypedData>[0]
      // Without the type of its domain, viem would write no domain at all.
      const EIP712Domain = getTypesForEIP712Domain({ domain: typed.domain })
      const whole = { ...typed, types: { EIP712Domain, ...typed.types } } as typeof typed
      const text = serializeTypedData(whole)
      return inOne(await signer.sign({ kind: 'typed-data', text }))
    },
    async signAuthorization({ chainId, nonce, ...asked }) {
      const target = asked.contractAddress ?? asked.address
      const authorization = {
        chainId: BigInt(chainId),
        address: target.toLowerCase() as Hex,
        nonce: BigInt(nonce),
      }
      const bytes = toHex(serializeAuthorization(authorization))
      const { r, s, yParity } = await signer.sign({ kind: 'evm-authorization', bytes })
      return { address: target, chainId, nonce, r, s, yParity, v: BigInt(27 + yParity) }
    },
  })
  const digests = {
    sign: async ({ hash }: { readonly hash: Hash }): Promise<Hex> =>
      inOne(await signer.sign({ kind: 'digest', bytes: hash.toLowerCase() as Hex })),
  }
  const own = { ...account, publicKey, source: 'assent' }
  return signer.signsDigests ? { ...own, ...digests } : own
}

const readTransaction = (bytes: Hex): Transaction => {
  try {
    return parseTransaction(fromHex(bytes))
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error
    throw new QuorumError('bad-payload', `this transaction cannot be signed: ${error.message}`, {
      cause: error,
    })
  }
}

const bytesOf = (message: SignableMessage): Hex => {
  if (typeof message === 'string') return toHex(new TextEncoder().encode(message))
  const { raw } = message
  return typeof raw === 'string' ? (raw.toLowerCase() as Hex) : toHex(raw)
}

/** r, s and v in 65 bytes. */
const inOne = ({ r, s, yParity }: Signature): Hex =>
  `0x${r.slice(2)}${s.slice(2)}${(27 + yParity).toString(16)}`
