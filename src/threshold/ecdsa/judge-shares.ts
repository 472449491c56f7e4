import { equalBytes } from '../encoding/bytes.ts'
import { EncodingError, UsageError, type PartyId } from '../errors.ts'
import type { Point } from '../groups/group.ts'
import { mod } from '../groups/scalar.ts'
import { decompress, isPoint, secp256k1 } from '../groups/secp256k1.ts'
import type { VerifyIdentity } from '../identity.ts'
import { presignTranscript, type Contribution } from './contribution.ts'
import { verifyEqualLogs } from './equal-logs.ts'
import { requireFailure } from './failed-shares.ts'
import { openingClaim, openingRecord, verifyOpening, type OpeningStatement } from './opening.ts'
import type { BoundRequest } from './request.ts'
import type { SignatureShare } from './signature-share.ts'
import { verifyPairStatement, type ReceivedStatement } from './statements.ts'

const { order, base, zero } = secp256k1

export type Verdict = ReadonlyMap<PartyId, 'no-opening' | 'bad-opening' | 'wrong-share'>

export type Case = {
  readonly headerHash: Uint8Array
  readonly bound: BoundRequest
  /** Of all signers, ascending, as they acknowledged them. */
  readonly contributions: readonly Contribution[]
  readonly shares: readonly SignatureShare[]
  readonly openings: readonly Uint8Array[]
}

/**
 * Whose share is wrong, from what everybody can check. A signer that does not open, or whose
 * opening does not hold, is named as well; only when all openings hold can shares be compared.
 * Refuses a case that is none, so that no choice of facts has an honest signer named.
 */
export const judgeShares = (verify: VerifyIdentity, facts: Case): Verdict => {
  const { headerHash, contributions, shares, bound } = facts
  if (!equalBytes(presignTranscript(headerHash, contributions), bound.transcript)) {
    throw new UsageError('refused', 'these are not the contributions that the signers saw')
  }
  const signers = contributions.map(({ party }) => party)
  requireFailure(verify, { headerHash, bound, signers, shares })

  const opened = new Map<PartyId, OpeningStatement>()
  for (const bytes of facts.openings) {
    const said = authentic(verify, facts, bytes)
    if (said !== undefined) opened.set(said.party, said)
  }
  const verdict = new Map<PartyId, 'no-opening' | 'bad-opening' | 'wrong-share'>()
  for (const { party } of contributions) {
    const said = opened.get(party)
    if (said === undefined) verdict.set(party, 'no-opening')
    else if (!holds(verify, facts, said)) verdict.set(party, 'bad-opening')
  }
  if (verdict.size > 0) return verdict

  for (const share of shares) {
    const said = opened.get(share.party)
    if (said === undefined) continue
    const u = expectedPoint(opened, said, contributions, 'nonce')
    const v = expectedPoint(opened, said, contributions, 'keyShare')
    const fitsU = base.multiplyUnsafe(share.u).equals(u.add(said.phi.multiplyUnsafe(bound.delta)))
    const fitsW = base
      .multiplyUnsafe(share.w)
      .equals(
        said.phi
          .multiplyUnsafe(bound.message)
          .add(v.add(said.phi.multiplyUnsafe(bound.tweak)).multiplyUnsafe(bound.r)),
      )
    if (!fitsU || !fitsW) verdict.set(share.party, 'wrong-share')
  }
  return verdict
}

/** Undefined for what its party did not sign, or signed about another presignature or request. */
const authentic = (
  verify: VerifyIdentity,
  { headerHash, bound }: Case,
  bytes: Uint8Array,
): OpeningStatement | undefined => {
  try {
    const opening = openingRecord.decode(bytes)
    const { header, binding } = opening.statement
    const ours = equalBytes(header, headerHash) && equalBytes(binding, bound.binding)
    return ours && verifyOpening(verify, opening) ? opening.statement : undefined
  } catch (error) {
    if (error instanceof EncodingError) return undefined
    throw error
  }
}

const holds = (verify: VerifyIdentity, facts: Case, said: OpeningStatement): boolean => {
  const { headerHash, contributions } = facts
  const peers = contributions.map(({ party }) => party).filter((party) => party !== said.party)
  return (
    said.products.length === contributions.length &&
    said.received.length === peers.length &&
    peers.every((peer) => said.received.some(({ from }) => from === peer)) &&
    said.received.every(
      (received) =>
        verifyPairStatement(verify, { header: headerHash, to: said.party }, received) &&
        isPoint(received.gammaNonce) &&
        isPoint(received.gammaKey),
    ) &&
    verifyEqualLogs(openingClaim(said, contributions), said.proof)
  )
}

/**
 * u_i * G (or v_i * G) from public values: with B_j the nonces (or key shares),
 * (phi_i + sum psi_ji) B_i + sum (Gamma_ij + (phi_i - psi_ij) B_j - Gamma_ji).
 */
const expectedPoint = (
  opened: ReadonlyMap<PartyId, OpeningStatement>,
  said: OpeningStatement,
  contributions: readonly Contribution[],
  which: 'nonce' | 'keyShare',
): Point => {
  const gamma = which === 'nonce' ? 'gammaNonce' : 'gammaKey'
  let point = zero
  let psiSum = 0n
  let own = zero
  for (const [index, contribution] of contributions.entries()) {
    const factor = decompress(contribution[which])
    point = point.add(said.products[index]?.[which] ?? zero)
    if (contribution.party === said.party) {
      own = factor
      continue
    }
    const incoming = statementFrom(said, contribution.party)
    const outgoing = statementFrom(opened.get(contribution.party), said.party)
    if (incoming === undefined || outgoing === undefined) return zero
    psiSum += incoming.psi
    point = point
      .add(decompress(outgoing[gamma]))
      .subtract(factor.multiplyUnsafe(outgoing.psi))
      .subtract(decompress(incoming[gamma]))
  }
  return point.add(own.multiplyUnsafe(mod(psiSum, order)))
}

const statementFrom = (
  said: OpeningStatement | undefined,
  from: PartyId,
): ReceivedStatement | undefined => said?.received.find((received) => received.from === from)
