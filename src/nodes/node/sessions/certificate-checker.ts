import type { Hex } from 'viem'
import { fromHex } from '../../../payloads/encoding/hex.ts'
import {
  certificateBytes,
  sessionId,
  type Certificate,
  type SignedCertificate,
} from '../../../protocol/certificate.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { verifyBls } from '../../../threshold/bls/verify.ts'
import { bls12381G1, bls12381G2 } from '../../../threshold/groups/bls12-381.ts'
import { secondsOf } from '../auth/times.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import type { SessionStore } from '../store/sessions.ts'

export type Session = { readonly id: Hex; readonly certificate: Certificate }

/** As many certificates as are remembered to be signed: a pairing takes milliseconds. */
const REMEMBERED = 10_000

/** Tells which certificates the network has signed and nobody has ended. */
export class CertificateChecker {
  readonly #nodeSetName: string
  readonly #nodeSet: NodeSetSource
  readonly #sessions: SessionStore
  readonly #remembered: number
  /** Session ids with the signature that was verified under the network key; the oldest first. */
  readonly #verified = new Map<Hex, string>()

  constructor(parts: {
    readonly nodeSetName: string
    readonly nodeSet: NodeSetSource
    readonly sessions: SessionStore
    readonly remembered?: number
  }) {
    this.#nodeSetName = parts.nodeSetName
    this.#nodeSet = parts.nodeSet
    this.#sessions = parts.sessions
    this.#remembered = parts.remembered ?? REMEMBERED
  }

  /** `now` is Unix time in milliseconds. */
  check({ certificate, signature }: SignedCertificate, now: number): Session {
    if (certificate.nodeSet !== this.#nodeSetName) {
      throw new ProtocolError('wrong-network', 'the session is of other nodes: ask those', {
        details: { nodeSet: this.#nodeSetName },
      })
    }
    // Before any pairing: what is over costs nobody anything.
    if (certificate.expiresAt <= secondsOf(now)) {
      throw new ProtocolError('session-expired', 'the session is over: sign in again', {
        details: { nodeTime: now },
      })
    }
    const { epoch } = this.#nodeSet.current()
    if (certificate.epoch > epoch) {
      throw new ProtocolError('bad-certificate', 'this node has not seen that epoch yet', {
        details: { epoch },
        retryAfter: 1,
      })
    }
    const id = sessionId(certificate)
    this.#verify(id, certificate, signature)
    if (this.#sessions.isEnded(id, certificate.identity)) {
      throw new ProtocolError('session-revoked', 'the session was ended: sign in again')
    }
    return { id, certificate }
  }

  #verify(id: Hex, certificate: Certificate, signature: Hex): void {
    const { networkKey } = this.#nodeSet.current()
    if (networkKey === '0x') {
      throw new ProtocolError('not-ready', 'the nodes have no network key yet', { retryAfter: 1 })
    }
    const verified = `${networkKey}${signature}`
    if (this.#verified.get(id) !== verified) {
      if (!isSigned(networkKey, certificate, signature)) {
        throw new ProtocolError(
          'bad-certificate',
          'the certificate is not signed by the network key: sign in again',
        )
      }
      // Met here first, where other nodes have certified it: it is listed and counted all the same.
      this.#sessions.add(certificate)
    }
    this.#remember(id, verified)
  }

  #remember(id: Hex, verified: string): void {
    this.#verified.delete(id)
    this.#verified.set(id, verified)
    if (this.#verified.size <= this.#remembered) return
    const [oldest] = this.#verified.keys()
    if (oldest !== undefined) this.#verified.delete(oldest)
  }
}

const isSigned = (networkKey: Hex, certificate: Certificate, signature: Hex): boolean => {
  try {
    return verifyBls({
      publicKey: bls12381G2.decodePoint(fromHex(networkKey)),
      purpose: 'session-certificate',
      message: certificateBytes(certificate),
      signature: bls12381G1.decodePoint(fromHex(signature)),
    })
  } catch {
    // Bytes that are no point of the group are no signature either.
    return false
  }
}
