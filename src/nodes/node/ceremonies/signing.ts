import type { Hex } from 'viem'
import type { BlsPurpose } from '../../../threshold/bls/purpose.ts'
import type { PublicSharing } from '../../../threshold/sharing/key-share.ts'

/** What a signer answers when a presignature is made; all of it is public. */
export type PresignAnswer = {
  /** An encoded `acknowledgementRecord`. */
  readonly acknowledgement: Uint8Array
  /** The joint nonce R, uncompressed. */
  readonly nonce: Uint8Array
  readonly transcript: Uint8Array
  /** Encoded `contributionRecord`s, in the signers' order. */
  readonly contributions: readonly Uint8Array[]
}

/** Who asks for a presignature, and how many unused ones a key may have for them. */
export type Asker = { readonly requester: string; readonly live: number }

export type SignAsk = {
  /** The hash of its header. */
  readonly presignature: Uint8Array
  readonly publicKey: Hex
  readonly requestId: Uint8Array
  /** Computed by this node from the payload. */
  readonly digest: Uint8Array
  readonly acknowledgements: readonly Uint8Array[]
  /** The session that asks; it must be the one that the presignature was made for. */
  readonly requester: string
  /** What kind of payload it is, for the activity. */
  readonly kind: string
}

export type OpenAsk = {
  readonly presignature: Uint8Array
  readonly publicKey: Hex
  readonly requestId: Uint8Array
  readonly digest: Uint8Array
  /** Encoded `signatureShareRecord`s of all signers, which do not join. */
  readonly shares: readonly Uint8Array[]
  readonly requester: string
}

/** What a node of the first set signs for the network key, for whoever carries it to the chain. */
export type Genesis = { readonly party: number; readonly networkKey: Hex; readonly signature: Hex }

/** EIP-712, as the statements of `src/registry` build it. */
export type TypedStatement = {
  readonly domain: Readonly<Record<string, unknown>>
  readonly types: Readonly<
    Record<string, readonly { readonly name: string; readonly type: string }[]>
  >
  readonly primaryType: string
  readonly message: object
}

/**
 * All that shares of keys do in this node, for whoever has decided that they may. Failures are
 * `ProtocolError`s. Public keys are uncompressed, as hex.
 */
export type Signing = {
  readonly party: number
  /** Drawn at every start: what was made in an earlier run counts for nothing. */
  readonly bootId: Uint8Array
  /** Ids of the live pair generations, by peer. */
  generations(): ReadonlyMap<number, Uint8Array>
  /** Keys of the pool that nobody has bound, oldest first. */
  readyKeys(): readonly Hex[]
  /**
   * Keeps a key for one mint until a time in Unix seconds, durably. The same binding again extends
   * it; another one is `key-taken` until then. A key that is not ours is `unknown-key`.
   */
  bindReadyKey(publicKey: Hex, binding: Hex, until: number): void
  /** Keeps a key out of the pool until a time in Unix seconds, durably. */
  holdBack(publicKey: Hex, until: number): void
  /** Takes a key out of the pool for good: the registry says that it is minted. */
  markMinted(publicKey: Hex): void
  sharingOf(publicKey: Hex): PublicSharing | undefined
  networkSharing(): PublicSharing | undefined
  /** Undefined until this node holds a share of the network key. */
  genesis(): Promise<Genesis | undefined>
  /** An encoded BLS share, with its proof. */
  networkShare(purpose: BlsPurpose, message: Uint8Array): Uint8Array
  presign(header: Uint8Array, asker: Asker): Promise<PresignAnswer>
  /**
   * Our share, encoded. `commit` makes the caller's counts durable; it runs after the presignature
   * is bound and before the share is returned, once: an exact repeat gets the stored bytes without
   * it. If it throws, no share leaves, and the same request may be made again.
   */
  sign(ask: SignAsk, commit: () => void): Uint8Array
  /** An encoded `openingRecord`. */
  open(ask: OpenAsk): Uint8Array
  /** By the key that signs for this node on chain: mints, and statements of the registry. */
  signStatement(statement: TypedStatement): Promise<Hex>
}
