import type { Hex } from '../../payloads/encoding/hex.ts'
import { fromHex } from '../../payloads/encoding/hex.ts'
import {
  certificateBytes,
  sessionId,
  signedCertificate,
  type Certificate,
  type SignedCertificate,
} from '../../protocol/certificate.ts'
import { encodeHeaderValue } from '../../protocol/header-value.ts'
import { verifyBls } from '../../threshold/bls/verify.ts'
import { EncodingError } from '../../threshold/errors.ts'
import { bls12381G1, bls12381G2 } from '../../threshold/groups/bls12-381.ts'
import { QuorumError } from '../errors.ts'
import type { AskedNode, Asker, Question } from '../http/ask-node.ts'
import type { Network } from '../network/network.ts'
import { sessionSignerOf, type SessionKeyPair, type SessionSigner } from './session-key.ts'

/** What a store of sessions keeps: IndexedDB takes it as it is, a file needs an extractable key. */
export type StoredSession = SignedCertificate & {
  readonly pair: SessionKeyPair
  /** Of a passkey's identity; the certificate holds only its hash. */
  readonly userPubkey: Hex
}

/** A key of this device's that the network has certified. */
export type Session = {
  readonly network: Network
  readonly id: Hex
  readonly certificate: Certificate
  readonly stored: StoredSession
  /** Asks a node as this session. */
  ask<T>(node: AskedNode, question: Omit<Question<T>, 'asker'>): Promise<T>
}

export const openSession = (
  network: Network,
  signer: SessionSigner,
  signed: SignedCertificate,
  userPubkey: Hex,
): Session => {
  const { certificate, signature } = signed
  const asker: Asker = { signer, certificate: encodeHeaderValue({ certificate, signature }) }
  return {
    network,
    id: sessionId(certificate),
    certificate,
    stored: { certificate, signature, pair: signer.pair, userPubkey },
    ask: async (node, question) => network.ask(node, { ...question, asker }),
  }
}

/** A session from a store, if it is one of this network's and still runs. */
export const restoreSession = async (network: Network, stored: StoredSession): Promise<Session> => {
  const { certificate, signature, pair, userPubkey } = stored
  const signed = signedCertificate.safeParse({ certificate, signature })
  const signer = await sessionSignerOf(pair)
  if (
    !signed.success ||
    certificate.nodeSet !== network.name ||
    certificate.sessionKey.publicKey !== signer.key.publicKey ||
    !isCertified(network, signed.data)
  ) {
    throw new QuorumError('signed-out', 'the stored session is not one of this network: sign in')
  }
  if (certificate.expiresAt * 1000 <= network.parts.now()) {
    throw new QuorumError('signed-out', 'the stored session is over: sign in again')
  }
  return openSession(network, signer, signed.data, userPubkey)
}

const isCertified = (network: Network, { certificate, signature }: SignedCertificate): boolean => {
  try {
    return verifyBls({
      publicKey: bls12381G2.decodePoint(fromHex(network.networkKey)),
      purpose: 'session-certificate',
      message: certificateBytes(certificate),
      signature: bls12381G1.decodePoint(fromHex(signature)),
    })
  } catch (error) {
    if (error instanceof EncodingError) return false
    throw error
  }
}
