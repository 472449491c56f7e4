import type { Hex } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { bytesToHex, hexToBytes } from 'viem/utils'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { networkKeyStatement } from '../../../registry/network-key-statement.ts'
import type { StatementPlace } from '../../../registry/statement-domain.ts'
import type { BlsPurpose } from '../../../threshold/bls/purpose.ts'
import { encodeBlsShare } from '../../../threshold/bls/share.ts'
import { proveBlsShare } from '../../../threshold/bls/sign.ts'
import { acknowledgementRecord } from '../../../threshold/ecdsa/acknowledgement.ts'
import { contributionRecord } from '../../../threshold/ecdsa/contribution.ts'
import type { PresignHeader } from '../../../threshold/ecdsa/header.ts'
import { openPresignature } from '../../../threshold/ecdsa/open.ts'
import { presign } from '../../../threshold/ecdsa/presign.ts'
import type { Presignature } from '../../../threshold/ecdsa/presignature.ts'
import { signShare } from '../../../threshold/ecdsa/sign.ts'
import { signatureShareRecord } from '../../../threshold/ecdsa/signature-share.ts'
import { wipe } from '../../../threshold/encoding/bytes.ts'
import { UsageError } from '../../../threshold/errors.ts'
import type { Identity } from '../../../threshold/identity.ts'
import type { Primitives, Randomness } from '../../../threshold/primitives/primitives.ts'
import type { PublicSharing } from '../../../threshold/sharing/key-share.ts'
import type { Failpoints } from '../failpoints.ts'
import type { Log } from '../log.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import type { Vault } from '../store/vault.ts'
import { checkHeader, decodeHeader } from './admit-header.ts'
import { decodeAll, nameAbort } from './name-failure.ts'
import type { Pairs } from './pairs.ts'
import { Presignatures, type KeptPresignature } from './presignatures.ts'
import type { Runner } from './runner.ts'
import type {
  Asker,
  Genesis,
  OpenAsk,
  PresignAnswer,
  SignAsk,
  Signing,
  TypedStatement,
} from './signing.ts'

export type SigningParts = {
  readonly party: number
  readonly bootId: Uint8Array
  readonly vault: Vault
  readonly pairs: Pairs
  readonly runner: Runner
  readonly connected: () => ReadonlySet<number>
  readonly networkKeyAgreed: () => boolean
  readonly nodeSet: NodeSetSource
  /** The NodeRegistry's. */
  readonly place: StatementPlace
  readonly identity: Identity
  readonly signer: PrivateKeyAccount
  readonly primitives: Primitives
  readonly random: Randomness
  readonly failpoints: Failpoints
  readonly onSigned: (signed: Signed) => void
  readonly log: Log
}

/** What this node did for one signature. */
export type Signed = {
  readonly presignature: Hex
  readonly publicKey: Hex
  readonly kind: string
  readonly signers: readonly number[]
  readonly presignMs: number
  readonly signMs: number
}

const MOST_AT_ONCE = 64

export class NodeSigning implements Signing {
  readonly party: number
  readonly bootId: Uint8Array
  readonly #parts: SigningParts
  readonly #presignatures = new Presignatures()
  #genesis: { readonly head: Hex; readonly genesis: Genesis } | undefined

  constructor(parts: SigningParts) {
    this.party = parts.party
    this.bootId = parts.bootId
    this.#parts = parts
  }

  get livePresignatures(): number {
    return this.#presignatures.live
  }

  close(): void {
    this.#presignatures.close()
  }

  generations(): ReadonlyMap<number, Uint8Array> {
    return new Map([...this.#parts.pairs.live].map(([peer, { id }]) => [peer, id]))
  }

  readyKeys(): readonly Hex[] {
    return this.#parts.vault.readyKeys().map((key) => bytesToHex(key))
  }

  bindReadyKey(publicKey: Hex, binding: Hex, until: number): void {
    const refused = this.#parts.vault.bind(hexToBytes(publicKey), hexToBytes(binding), until)
    if (refused === undefined) return
    if (refused === 'unknown') throw unknownKey()
    throw new ProtocolError('key-taken', 'this key is for another mint: choose another')
  }

  holdBack(publicKey: Hex, until: number): void {
    this.#parts.vault.holdBack(hexToBytes(publicKey), until)
  }

  markMinted(publicKey: Hex): void {
    this.#parts.vault.markMinted(hexToBytes(publicKey))
  }

  sharingOf(publicKey: Hex): PublicSharing | undefined {
    return this.#parts.vault.sharing(hexToBytes(publicKey))
  }

  networkSharing(): PublicSharing | undefined {
    const key = this.#parts.vault.networkKey()
    return key && this.#parts.vault.sharing(key)
  }

  async genesis(): Promise<Genesis | undefined> {
    const { party, vault, nodeSet, place } = this.#parts
    const key = vault.networkKey()
    const { head, epoch, networkKey: named } = nodeSet.current()
    // Said once: when the registry has a key, it takes no other, and a signature is of no use.
    if (key === undefined || named !== '0x') return undefined
    if (this.#genesis?.head === head) return this.#genesis.genesis
    const networkKey = bytesToHex(key)
    const statement = networkKeyStatement(place, { previous: head, epoch, networkKey })
    const genesis = { party, networkKey, signature: await this.signStatement(statement) }
    this.#genesis = { head, genesis }
    return genesis
  }

  networkShare(purpose: BlsPurpose, message: Uint8Array): Uint8Array {
    const { vault, random, networkKeyAgreed } = this.#parts
    const key = vault.networkKey()
    if (key === undefined || !networkKeyAgreed()) {
      throw new ProtocolError('not-ready', 'this node cannot speak for the network yet: wait', {
        retryAfter: 2,
      })
    }
    const share = vault.withShare(key, (own) =>
      encodeBlsShare(proveBlsShare(own, purpose, message, random)),
    )
    if (share === undefined) throw new ProtocolError('internal', 'the share of a held key is gone')
    return share
  }

  async presign(encoded: Uint8Array, { requester, live }: Asker): Promise<PresignAnswer> {
    const { party, bootId, vault, connected, runner, failpoints } = this.#parts
    const header = decodeHeader(encoded)
    const key = header.key.toBytes(false)
    const sharing = vault.sharing(key)
    if (sharing === undefined) throw unknownKey()
    const own = { party, bootId, generations: this.generations(), connected: connected() }
    checkHeader(header, sharing, own)
    if (runner.running('presignature') >= MOST_AT_ONCE) {
      throw new ProtocolError('busy', 'too many presignatures are being made', { retryAfter: 1 })
    }
    const publicKey = bytesToHex(key)
    const free = this.#presignatures.reserve(publicKey, requester, live)
    try {
      const began = performance.now()
      const presignature = await this.#presign(header, key)
      failpoints('presign.before-ack')
      const presignMs = performance.now() - began
      const kept = { presignature, publicKey, requester, presignMs, committed: false }
      this.#presignatures.keep(kept, live)
      return answerOf(presignature)
    } catch (error) {
      throw nameAbort(error)
    } finally {
      free()
    }
  }

  async #presign(header: PresignHeader, key: Uint8Array): Promise<Presignature> {
    const { bootId, vault, pairs, runner, identity, primitives, random, failpoints } = this.#parts
    // The ceremony takes the share up in its first step, when what the vault lends is gone.
    const share = vault.withShare(key, (lent) => ({ ...lent, secret: lent.secret.slice() }))
    if (share === undefined) throw unknownKey()
    try {
      const generations = pairs.live
      const parameters = { header, share, bootId, generations, identity, primitives, random }
      return await runner.run(presign(parameters), {
        kind: 'presignature',
        started: () => wipe(share.secret),
        ended: (round) => {
          if (round === 1) failpoints('presign.after-round-1')
        },
      })
    } finally {
      wipe(share.secret)
      // A check that failed took a pair with it.
      pairs.look()
    }
  }

  sign(ask: SignAsk, commit: () => void): Uint8Array {
    const { identity, failpoints, onSigned } = this.#parts
    const began = performance.now()
    const kept = this.#find(ask)
    const { presignature } = kept
    const acknowledgements = decodeAll(acknowledgementRecord, ask.acknowledgements)
    const request = { id: ask.requestId, digest: ask.digest }
    const share = this.#bound(ask, () =>
      signShare(identity, presignature, request, acknowledgements),
    )
    // An exact repeat was counted before, unless the count itself failed.
    if (!kept.committed) {
      failpoints('sign.before-commit')
      commit()
      kept.committed = true
      failpoints('sign.after-commit')
      onSigned({
        presignature: bytesToHex(ask.presignature),
        publicKey: ask.publicKey,
        kind: ask.kind,
        signers: presignature.header.signers,
        presignMs: kept.presignMs,
        signMs: performance.now() - began,
      })
    }
    failpoints('sign.before-send')
    return share
  }

  open(ask: OpenAsk): Uint8Array {
    const { vault, identity, random, failpoints, log } = this.#parts
    const { presignature } = this.#find(ask)
    const key = hexToBytes(ask.publicKey)
    const { epoch } = presignature.sharing
    try {
      const opening = openPresignature({
        identity,
        presignature,
        request: { id: ask.requestId, digest: ask.digest },
        shares: decodeAll(signatureShareRecord, ask.shares),
        budget: vault.openingBudget(key, epoch, () => failpoints('open.after-count')),
        random,
      })
      log.warn({ security: true, requester: ask.requester }, 'opened a presignature that failed')
      return opening
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      throw new ProtocolError('opening-refused', error.message)
    }
  }

  async signStatement(statement: TypedStatement): Promise<Hex> {
    type Statement = Parameters<PrivateKeyAccount['signTypedData']>[0]
    return this.#parts.signer.signTypedData(statement as unknown as Statement)
  }

  /** The presignature that somebody speaks of, if it is theirs. */
  #find({ presignature, publicKey, requester }: SignAsk | OpenAsk): KeptPresignature {
    const kept = this.#presignatures.find(presignature, publicKey)
    if (kept.requester === requester) return kept
    this.#parts.log.warn(
      { security: true, requester },
      'a session asked for a presignature that another one had made',
    )
    throw new ProtocolError('not-permitted', 'this presignature was made for another session', {
      details: { reason: 'other-session' },
    })
  }

  #bound(ask: SignAsk, answer: () => Uint8Array): Uint8Array {
    try {
      return answer()
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      if (error.code === 'conflict') {
        const { requester } = ask
        const presignature = bytesToHex(ask.presignature)
        this.#parts.log.error(
          { security: true, requester, presignature },
          'a second request for a presignature that is bound to another one',
        )
        throw new ProtocolError('presignature-bound', 'this presignature serves another request')
      }
      if (error.code === 'refused')
        throw new ProtocolError('acknowledgements-differ', error.message)
      if (error.code === 'wrong-phase') throw new ProtocolError('presignature-gone', error.message)
      throw new ProtocolError('bad-request', error.message)
    }
  }
}

const unknownKey = (): ProtocolError =>
  new ProtocolError('unknown-key', 'this node holds no share of this key')

const answerOf = (presignature: Presignature): PresignAnswer => ({
  acknowledgement: acknowledgementRecord.encode(presignature.acknowledgement),
  nonce: presignature.nonce,
  transcript: presignature.transcript,
  contributions: presignature.contributions.map((one) => contributionRecord.encode(one)),
})
