import type { Hex } from '../../payloads/encoding/hex.ts'
import { canonicalHash } from '../../protocol/canonical.ts'
import {
  certificateBytes,
  type CertifiedIdentity,
  type Certificate,
} from '../../protocol/certificate.ts'
import { sessionAnswer } from '../../protocol/endpoints.ts'
import type { Proof } from '../../protocol/proof.ts'
import { statementHash, type Statement } from '../../protocol/statement.ts'
import { errorOfFailures } from '../http/failures.ts'
import { gather, NothingGathered } from '../http/gather.ts'
import { NodeFailure } from '../http/node-failure.ts'
import { patiently } from '../http/patiently.ts'
import { joinNetworkSignature } from '../network/join-network-signature.ts'
import type { Network } from '../network/network.ts'
import { lamps, lit, type OnProgress } from '../signing/lamps.ts'
import type { SessionSigner } from './session-key.ts'
import { openSession, type Session } from './session.ts'

const PATIENCE = 8000

/** Shows the proof to all nodes, and joins what a threshold of them says of it. */
export const certify = async (options: {
  readonly network: Network
  readonly signer: SessionSigner
  readonly statement: Statement
  readonly proof: Proof
  readonly userPubkey: Hex
  /** Where the wallet itself knows who signs in. */
  readonly identity?: CertifiedIdentity
  readonly onProgress?: OnProgress
}): Promise<Session> => {
  const { network, signer, statement, proof, identity } = options
  const { nodes, threshold, epoch, sharing } = await network.nodeSet()
  const deadline = network.parts.now() + PATIENCE
  const named = new Set<number>()
  const light = lamps(network.parts, options.onProgress)
  try {
    const { result } = await gather({
      nodes,
      threshold,
      ask: lit<(typeof nodes)[number], Answer>(light, async (node) =>
        patiently(network.parts, deadline, async (timeout) => {
          const answer = await network.ask(node, {
            method: 'POST',
            path: '/v1/sessions',
            body: { statement, proof },
            answer: sessionAnswer,
            asker: { signer },
            timeout,
          })
          if (isFor(answer.certificate, statement, epoch, identity)) return answer
          throw new NodeFailure(
            node.party,
            'malformed',
            'it certified something else than was asked',
          )
        }),
      ),
      join(answers) {
        for (const [certificate, shares] of byCertificate(answers)) {
          if (shares.size < threshold) continue
          const message = certificateBytes(certificate)
          const joined = joinNetworkSignature({
            sharing,
            purpose: 'session-certificate',
            message,
            shares,
          })
          for (const node of joined.wrong) {
            if (!named.has(node)) network.named(node, 'wrong-network-share', [])
            named.add(node)
          }
          const { signature } = joined
          if (signature !== undefined) {
            return openSession(network, signer, { certificate, signature }, options.userPubkey)
          }
        }
        return undefined
      },
    })
    return result
  } catch (error) {
    if (!(error instanceof NothingGathered)) throw error
    network.forget('node-set')
    throw errorOfFailures('signing in', error.failures, { nodes: nodes.length, threshold })
  }
}

const isFor = (
  certificate: Certificate,
  statement: Statement,
  epoch: number,
  identity: CertifiedIdentity | undefined,
): boolean => {
  const { epoch: ofEpoch, identity: found, provenAt: _, statement: hash, ...rest } = certificate
  const { random: __, ...asked } = statement
  return (
    hash === statementHash(statement) &&
    ofEpoch === epoch &&
    canonicalHash('certified', rest) === canonicalHash('certified', asked) &&
    (identity === undefined ||
      (identity.authMethodType === found.authMethodType && identity.id === found.id))
  )
}

type Answer = { readonly certificate: Certificate; readonly share: Hex }

const byCertificate = (
  answers: ReadonlyMap<number, Answer>,
): readonly (readonly [Certificate, ReadonlyMap<number, Hex>])[] => {
  const groups = new Map<string, readonly [Certificate, Map<number, Hex>]>()
  for (const [party, { certificate, share }] of answers) {
    const id = canonicalHash('session-certificate', certificate)
    const group = groups.get(id) ?? ([certificate, new Map<number, Hex>()] as const)
    group[1].set(party, share)
    groups.set(id, group)
  }
  return [...groups.values()]
}
