import { toHex, type Hex } from '../encoding/hex.ts'
import type { AminoSignDoc } from './amino-sign-doc.ts'
import { sumCoins } from './coin.ts'
import type { CosmosMessage } from './cosmos-message.ts'
import type { CosmosFee } from './fee.ts'
import type { SignDoc } from './sign-doc.ts'

export type CosmosFacts = {
  readonly family: 'cosmos'
  readonly kind: 'cosmos-direct' | 'cosmos-amino'
  readonly chain: `cosmos:${string}`
  readonly messages: readonly CosmosMessage[]
  /** What all messages move together, without the fee. */
  readonly amounts: ReadonlyMap<string, bigint>
  readonly fee: CosmosFee
  readonly memo: string
  readonly accountNumber: bigint
  readonly timeoutHeight: bigint
  /** Keys and sequences that the document names; amino names the sequence alone. */
  readonly signers: readonly {
    readonly publicKeyType: string | null
    readonly publicKey: Hex | null
    readonly sequence: bigint
  }[]
  /** Somewhere in it something is not read: what it does is not wholly known. */
  readonly opaque: boolean
  /** Another gets power over the account. Where something is opaque, false is no assurance. */
  readonly changesControl: boolean
}

const flat = (messages: readonly CosmosMessage[]): readonly CosmosMessage[] =>
  messages.flatMap((message) => [message, ...flat(message.inner)])

const common = (doc: SignDoc | AminoSignDoc) => {
  const all = flat(doc.messages)
  return {
    family: 'cosmos',
    chain: `cosmos:${doc.chainId}`,
    messages: doc.messages,
    amounts: sumCoins(all.flatMap(({ amounts }) => amounts)),
    fee: doc.fee,
    memo: doc.memo,
    accountNumber: doc.accountNumber,
    timeoutHeight: doc.timeoutHeight,
    opaque: all.some(({ action }) => action === 'opaque'),
    changesControl: all.some(({ action }) => action === 'grant'),
  } as const
}

export const signDocFacts = (doc: SignDoc): CosmosFacts => {
  const facts = common(doc)
  return {
    ...facts,
    kind: 'cosmos-direct',
    signers: doc.signers.map(({ publicKey, sequence }) => ({
      publicKeyType: publicKey?.typeUrl ?? null,
      publicKey: publicKey === null ? null : toHex(publicKey.value),
      sequence,
    })),
    opaque: facts.opaque || doc.hasUnread || doc.extensions.length > 0,
  }
}

export const aminoSignDocFacts = (doc: AminoSignDoc): CosmosFacts => ({
  ...common(doc),
  kind: 'cosmos-amino',
  signers: [{ publicKeyType: null, publicKey: null, sequence: doc.sequence }],
})
