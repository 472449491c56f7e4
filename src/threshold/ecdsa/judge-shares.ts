import { equalBytes } from '../encoding/bytes.ts'
import { EncodingError, type PartyId } from '../errors.ts'
import type { Point } from '../groups/group.ts'
import { mod } from '../groups/scalar.ts'
import { decompress, secp256k1 } from '../groups/secp256k1.ts'
import type { VerifyIdentity } from '../identity.ts'
import type { Contribution } from './contribution.ts'
import { verifyEqualLogs } from './equal-logs.ts'
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
 */
export const judgeShares = (verify: VerifyIdentity, facts: Case): Verdict => {
  const { contributions, shares, bound } = facts
  const opened = new Map<PartyId, OpeningStatement>()
  for (const bytes of facts.openings) {
    const said = authentic(verify, bytes)
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

const authentic = (verify: VerifyIdentity, bytes: Uint8Array): OpeningStatement | undefined => {
  try {
    const opening = openingRecord.decode(bytes)
    return verifyOpening(verify, opening) ? opening.statement : undefined
  } catch (error) {
    if (error instanceof EncodingError) return undefined
    throw error
  }
}

const holds = (verify: VerifyIdentity, facts: Case, said: OpeningStatement): boolean => {
  const { headerHash, contributions, bound } = facts
  const peers = contributions.map(({ party }) => party).filter((party) => party !== said.party)
  return (
    equalBytes(said.header, headerHash) &&
    equalBytes(said.binding, bound.binding) &&
    said.products.length === contributions.length &&
    said.received.length === peers.length &&
    peers.every((peer) => said.received.some(({ from }) => from === peer)) &&
    said.received.every((received) =>
      verifyPairStatement(verify, { header: headerHash, to: said.party }, received),
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
