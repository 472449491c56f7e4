import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { wipe } from '../../../threshold/encoding/bytes.ts'
import { bls12381G2 } from '../../../threshold/groups/bls12-381.ts'
import { secp256k1 } from '../../../threshold/groups/secp256k1.ts'
import type { Identity } from '../../../threshold/identity.ts'
import { generateKey } from '../../../threshold/keygen/generate.ts'
import { certificateCodec, verifyHandover } from '../../../threshold/keygen/handover.ts'
import { CEREMONY_ID_LENGTH } from '../../../threshold/keygen/plan.ts'
import type { Randomness } from '../../../threshold/primitives/primitives.ts'
import { publicKey, type PublicSharing } from '../../../threshold/sharing/key-share.ts'
import { sameSharing } from '../../../threshold/sharing/sharing-codec.ts'
import type { Failpoints } from '../failpoints.ts'
import type { Log } from '../log.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import type { PeerTopic } from '../peers/wire.ts'
import { reasonOf } from '../problem.ts'
import type { KeyPurpose, Vault } from '../store/vault.ts'
import {
  certificateRequest,
  fitsNodeSet,
  partiesOf,
  planRecord,
  proposalFor,
  type KeyProposal,
} from './key-plan.ts'
import { KeyPool } from './key-pool.ts'
import type { Runner } from './runner.ts'

export type KeyMakerParts = {
  readonly self: number
  readonly vault: Vault
  readonly runner: Runner
  readonly nodeSet: NodeSetSource
  readonly identity: Identity
  readonly connected: () => ReadonlySet<number>
  readonly request: (party: number, topic: PeerTopic, body: Uint8Array) => Promise<Uint8Array>
  readonly random: Randomness
  readonly failpoints: Failpoints
  /** How many unbound keys are to wait. */
  readonly pool: number
  readonly log: Log
  readonly now: () => number
}

const LOOK_MS = 250
/** After a failure the others are left in peace for a while, and for longer after the next. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 4_000
/** What a follower holds at most, whatever its leader's pool is. */
const MOST_WAITING = 256
/** Before this, whoever is ahead of us may still be finishing. */
const PENDING_MS = 2_000
/** After this, what none of the others holds will never be held. */
const HOPELESS_MS = 600_000

/**
 * Makes the network's key, once, and the keys that wait for whoever mints next. The lowest party
 * of the set proposes each; all take part.
 */
export class KeyMaker {
  readonly #parts: KeyMakerParts
  readonly #pool: KeyPool
  #timer: NodeJS.Timeout | undefined
  #busy = false
  #closed = false
  /** By a clock that nobody sets, as `#notBefore`. */
  #askedAt = Number.NEGATIVE_INFINITY
  #notBefore = Number.NEGATIVE_INFINITY
  #pause = FIRST_PAUSE_MS

  constructor(parts: KeyMakerParts) {
    this.#parts = parts
    this.#pool = new KeyPool(parts)
  }

  start(): void {
    this.#plan(0)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  /** Whether the registry names the key that we helped to make, so that we may speak for it. */
  get networkKeyAgreed(): boolean {
    const ours = this.#parts.vault.networkKey()
    const { networkKey } = this.#parts.nodeSet.current()
    return ours !== undefined && networkKey === `0x${Buffer.from(ours).toString('hex')}`
  }

  #plan(wait: number): void {
    if (this.#closed) return
    this.#timer = setTimeout(() => {
      void this.#look().finally(() => this.#plan(LOOK_MS))
    }, wait)
    this.#timer.unref()
  }

  async #look(): Promise<void> {
    const { log } = this.#parts
    try {
      await this.#reconcile()
      const purpose = this.#wanted()
      if (purpose === undefined || performance.now() < this.#notBefore) return
      if (purpose === 'account' && !(await this.#pool.wantsKey())) return
      await this.#lead(purpose)
      this.#pause = FIRST_PAUSE_MS
    } catch (error) {
      log.info({ reason: reasonOf(error) }, 'a key was not made')
      this.#notBefore = performance.now() + this.#pause
      this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MS)
    }
  }

  /** The key that we may propose now. */
  #wanted(): KeyPurpose | undefined {
    const { self, vault, nodeSet, connected } = this.#parts
    if (this.#busy) return undefined
    const parties = partiesOf(nodeSet.current().nodes)
    const peers = connected()
    if (parties[0] !== self) return undefined
    if (!parties.every((party) => party === self || peers.has(party))) return undefined
    if (vault.networkKey() === undefined) {
      return nodeSet.current().networkKey === '0x' ? 'network' : undefined
    }
    return this.networkKeyAgreed ? 'account' : undefined
  }

  async #lead(purpose: KeyPurpose): Promise<void> {
    const { self, nodeSet, random, request, runner } = this.#parts
    const proposal = proposalFor(purpose, random(CEREMONY_ID_LENGTH), nodeSet.current())
    const ceremony = this.#ceremony(purpose, proposal)
    this.#busy = true
    try {
      const body = planRecord.encode(proposal)
      const others = proposal.parties.filter((party) => party !== self)
      const answers = await Promise.allSettled(
        others.map(async (party) => request(party, 'begin', body)),
      )
      const refused = answers.find((answer) => answer.status === 'rejected')
      if (refused === undefined) {
        await this.#run(purpose, ceremony)
        return
      }
      // Those who have begun would wait for us in vain.
      runner.abandon(ceremony, 'not everybody takes part')
      throw refused.reason
    } finally {
      this.#busy = false
    }
  }

  /** The lowest party proposes a key. Throws if we take no part in it. */
  handleBegin(from: number, body: Uint8Array): void {
    const { vault, nodeSet, log } = this.#parts
    const proposal = planRecord.decode(body)
    const set = nodeSet.current()
    if (partiesOf(set.nodes)[0] !== from) {
      throw new ProtocolError('bad-request', 'the lowest party of the set proposes keys')
    }
    if (!fitsNodeSet(proposal, set)) {
      throw new ProtocolError('stale-header', 'our registry names another node set')
    }
    const { purpose } = proposal
    if (purpose !== 'network' && purpose !== 'account') {
      throw new ProtocolError('bad-request', `no key is made for ${purpose}`)
    }
    if (purpose === 'network' && (vault.networkKey() !== undefined || set.networkKey !== '0x')) {
      throw new ProtocolError('key-taken', 'there is a network key: ask for its certificate')
    }
    if (purpose === 'account' && vault.waitingAccounts() >= MOST_WAITING) {
      throw new ProtocolError('busy', 'too many keys wait here already')
    }
    if (this.#busy) throw new ProtocolError('busy', 'another key is being made here')
    const { self, connected } = this.#parts
    const away = proposal.parties.find((party) => party !== self && !connected().has(party))
    if (away !== undefined) {
      throw new ProtocolError('peer-unreachable', `not connected to node ${away} yet`)
    }
    const ceremony = this.#ceremony(purpose, proposal)
    this.#busy = true
    this.#run(purpose, ceremony)
      .catch((error: unknown) => log.info({ reason: reasonOf(error) }, 'a key was not made'))
      .finally(() => {
        this.#busy = false
      })
  }

  /** What a peer needs that has signed for its share and does not know whether all have. */
  handleCertificate(body: Uint8Array): Uint8Array | undefined {
    const { publicKey, epoch } = certificateRequest.decode(body)
    return this.#parts.vault.certificate(publicKey, epoch)
  }

  handleReadyKeys(): Uint8Array {
    return this.#pool.handleReadyKeys()
  }

  #ceremony(
    purpose: KeyPurpose,
    { id, epoch, threshold, parties }: KeyProposal,
  ): ReturnType<typeof generateKey> {
    const { self, identity, random } = this.#parts
    const group = purpose === 'network' ? bls12381G2 : secp256k1
    return generateKey({ id, group, next: { parties, threshold, epoch }, self, identity, random })
  }

  async #run(purpose: KeyPurpose, ceremony: ReturnType<typeof generateKey>): Promise<void> {
    const { vault, runner, failpoints, log } = this.#parts
    let kept: Uint8Array | undefined
    try {
      const { certificate } = await runner.run(ceremony, {
        kind: purpose === 'network' ? 'network-key' : 'key',
        checkpoint: (pending) => {
          kept = pending.secret
          failpoints('dkg.before-checkpoint')
          vault.keepPending(purpose, pending)
          failpoints('dkg.after-checkpoint')
        },
      })
      failpoints('dkg.before-result')
      vault.hold(certificate)
      failpoints('dkg.after-result')
      log.info({ purpose }, 'a key was made')
    } finally {
      if (kept !== undefined) wipe(kept)
    }
  }

  /** Asks for what we missed: we signed for a share, and the others may all have done so too. */
  async #reconcile(): Promise<void> {
    const { vault, now } = this.#parts
    if (this.#busy || performance.now() - this.#askedAt < PENDING_MS) return
    this.#askedAt = performance.now()
    for (const { purpose, sharing, madeAt } of vault.pending()) {
      const age = now() - madeAt
      if (age < PENDING_MS) continue
      const answers = await this.#certificates(sharing)
      if (answers === 'held') this.#parts.log.info({ purpose }, 'a key that was missed is held now')
      else if (answers === 'none' && age > HOPELESS_MS) vault.dropPending(sharing)
    }
  }

  /** `none` only if all others have said that they hold no such key. */
  async #certificates(sharing: PublicSharing): Promise<'held' | 'none' | 'unknown'> {
    const { self, vault, identity, request, connected } = this.#parts
    const name = sharing.group.encodePoint(publicKey(sharing))
    const body = certificateRequest.encode({ publicKey: name, epoch: sharing.epoch })
    const others = sharing.parties.filter((party) => party !== self)
    const peers = connected()
    let silent = 0
    for (const party of others) {
      try {
        if (!peers.has(party)) throw new Error('not connected')
        const answer = await request(party, 'certificate', body)
        if (answer.length === 0) continue
        const certificate = certificateCodec(sharing.group).decode(answer)
        const fits =
          sameSharing(certificate.sharing, sharing) &&
          verifyHandover(certificate, { next: sharing, verify: identity.verify })
        if (fits && vault.hold(certificate)) return 'held'
      } catch {
        silent++
      }
    }
    return silent === 0 ? 'none' : 'unknown'
  }
}
