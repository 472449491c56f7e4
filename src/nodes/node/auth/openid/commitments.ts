import { createHash } from 'node:crypto'
import type { Hex } from 'viem'
import { fromHex, toHex } from '../../../../payloads/encoding/hex.ts'
import { commitmentBytes, commitmentsNeeded } from '../../../../protocol/commitment.ts'
import { nodeSetId } from '../../../../protocol/deployment.ts'
import type { CommitmentAcknowledgement } from '../../../../protocol/proof.ts'
import { ProtocolError } from '../../../../protocol/protocol-error.ts'
import type { SessionKey } from '../../../../protocol/session-key.ts'
import type { AuthParts } from '../auth-parts.ts'
import { badProof } from '../bad-proof.ts'
import { checkSessionKey } from '../check-session-key.ts'
import { AHEAD_SECONDS, PROOF_SECONDS, secondsOf } from '../times.ts'

/**
 * How long a commitment counts. Whoever commits to a token has it, so it is issued, at most
 * `PROOF_SECONDS` ahead of our clock, and is taken for as long again; the rest is margin.
 */
export const COMMITMENT_SECONDS = 3 * PROOF_SECONDS

/** Of all live ones: whoever floods this stops logins with providers that have no nonce, no others. */
const MOST_COMMITMENTS = 100_000

type CommitmentParts = Pick<
  AuthParts,
  'deployment' | 'party' | 'identity' | 'nodeSet' | 'commitments'
>

/** Remembers the first session key that is named for the hash of a token, and says so. */
export const acknowledgeCommitment = (
  parts: CommitmentParts,
  asked: { readonly tokenHash: Hex; readonly sessionKey: SessionKey },
  now: number,
): CommitmentAcknowledgement => {
  const { party, identity } = parts
  checkSessionKey(asked.sessionKey)
  const at = remember(parts, asked, secondsOf(now))
  const bytes = commitmentBytes({ nodeSet: nodeSetId(parts.deployment), party, at, ...asked })
  return { party, at, signature: toHex(identity.sign(bytes)) }
}

const remember = (
  { commitments }: CommitmentParts,
  asked: { readonly tokenHash: Hex; readonly sessionKey: SessionKey },
  at: number,
): number => {
  const { tokenHash } = asked
  const sessionKey = nameOf(asked.sessionKey)
  const found = commitments.find(tokenHash)
  if (found === undefined) {
    if (commitments.count() >= MOST_COMMITMENTS) {
      throw new ProtocolError('busy', 'this node remembers too many tokens', { retryAfter: 60 })
    }
    commitments.add(tokenHash, { sessionKey, at })
    return at
  }
  if (found.sessionKey === sessionKey) return found.at
  throw new ProtocolError('used-proof', 'the token is bound to another session key: get a new one')
}

/** That enough nodes, this one among them, have seen the token's hash for this key before anybody. */
export const checkCommitments = (
  parts: CommitmentParts,
  shown: {
    readonly token: string
    readonly sessionKey: SessionKey
    readonly acknowledgements: readonly CommitmentAcknowledgement[]
  },
  now: number,
): void => {
  const { sessionKey, acknowledgements } = shown
  const tokenHash: Hex = `0x${createHash('sha256').update(shown.token).digest('hex')}`
  const seconds = secondsOf(now)
  const own = parts.commitments.find(tokenHash)
  if (own === undefined || own.at <= seconds - COMMITMENT_SECONDS) {
    throw badProof('commitments', 'commit to the token at this node before you show it')
  }
  if (own.sessionKey !== nameOf(sessionKey)) {
    throw new ProtocolError('used-proof', 'the token is bound to another session key')
  }
  const { nodes, threshold } = parts.nodeSet.current()
  const nodeSet = nodeSetId(parts.deployment)
  const valid = acknowledgements.filter(
    ({ party, at, signature }) =>
      at > seconds - COMMITMENT_SECONDS &&
      at <= seconds + AHEAD_SECONDS &&
      parts.identity.verify(
        party,
        commitmentBytes({ nodeSet, party, at, tokenHash, sessionKey }),
        fromHex(signature),
      ),
  )
  const needed = commitmentsNeeded(nodes.length, threshold)
  if (new Set(valid.map(({ party }) => party)).size < needed) {
    throw badProof('commitments', `show that ${needed} nodes have seen the hash of the token`)
  }
}

const nameOf = ({ algorithm, publicKey }: SessionKey): string => `${algorithm}:${publicKey}`
