import { proveEqualLogs } from '../../../src/threshold/ecdsa/equal-logs.ts'
import type { Case } from '../../../src/threshold/ecdsa/judge-shares.ts'
import {
  openingClaim,
  openingRecord,
  openingStatement,
  productsOf,
  type OpeningStatement,
} from '../../../src/threshold/ecdsa/opening.ts'
import type { Presignature } from '../../../src/threshold/ecdsa/presignature.ts'
import type { SigningRequest } from '../../../src/threshold/ecdsa/request.ts'
import { requestOn } from '../../../src/threshold/ecdsa/sign.ts'
import {
  signShareStatement,
  type SignatureShare,
} from '../../../src/threshold/ecdsa/signature-share.ts'
import type { PartyId } from '../../../src/threshold/errors.ts'
import { invert, mod } from '../../../src/threshold/groups/scalar.ts'
import { secp256k1 } from '../../../src/threshold/groups/secp256k1.ts'
import type { Randomness } from '../../../src/threshold/primitives/primitives.ts'
import { identityOf } from '../../support/identities.ts'
import { openAll, presignAll, presignatureOf, signAll } from '../../support/signers.ts'
import { LIAR, stage, VICTIM, type Stage } from './stage.ts'

const { order, base } = secp256k1

export type Presigned = ReadonlyMap<PartyId, Presignature>

/** Presignatures of the stage's header, in the signers' order. */
export const presigned = (seed: string): { scene: Stage; presignatures: Presigned } => {
  const scene = stage(seed)
  const made = presignAll(scene.set, scene.header, scene.random)
  return { scene, presignatures: new Map([...made].toSorted(([a], [b]) => a - b)) }
}

/** The shares of everybody, the liar's changed, and signed as changed. */
export const withLie = (
  shares: readonly SignatureShare[],
  change: (share: SignatureShare) => Partial<SignatureShare>,
  liars: readonly PartyId[] = [LIAR],
): readonly SignatureShare[] =>
  shares.map((share) => {
    if (!liars.includes(share.party)) return share
    const { signature: _, ...said } = { ...share, ...change(share) }
    return signShareStatement(identityOf(share.party), said)
  })

export const plusOne = (scalar: bigint): bigint => mod(scalar + 1n, order)

export const wrongU = ({ u }: SignatureShare): Partial<SignatureShare> => ({ u: plusOne(u) })

/** What a liar opens for this phi, its own or another: the truth, then changed, and signed. */
export const openAs = (
  presignature: Presignature,
  phi: bigint,
  request: SigningRequest,
  random: Randomness,
  change: (said: OpeningStatement) => Partial<OpeningStatement> = () => ({}),
): Uint8Array => {
  const { headerHash, self, contributions, received } = presignature
  const { binding } = requestOn(presignature, request)
  const opened = {
    header: headerHash,
    party: self,
    binding,
    phi: base.multiply(phi),
    products: productsOf(phi, contributions),
  }
  const proof = proveEqualLogs(random, phi, openingClaim(opened, contributions))
  const truth = { ...opened, proof, received }
  const statement = { ...truth, ...change(truth) }
  const signature = identityOf(self).sign(openingStatement(statement))
  return openingRecord.encode({ statement, signature })
}

/** Openings of all but the liar, asked for as a wallet asks. */
export const openHonest = (
  presignatures: Presigned,
  request: SigningRequest,
  shares: readonly SignatureShare[],
  random: Randomness,
): readonly Uint8Array[] => {
  const honest = new Map([...presignatures].filter(([party]) => party !== LIAR))
  return openAll(honest, request, shares, random)
}

/** The case that the honest bring to whoever judges. */
export const caseOf = (
  presignatures: Presigned,
  request: SigningRequest,
  shares: readonly SignatureShare[],
  openings: readonly Uint8Array[],
): Case => {
  const presignature = presignatureOf(presignatures, VICTIM)
  const { headerHash, contributions } = presignature
  return { headerHash, bound: requestOn(presignature, request), contributions, shares, openings }
}

/** One signature as an equation: s (k + delta) = m + r (x + tweak), modulo the order. */
export type Equation = {
  readonly s: bigint
  readonly r: bigint
  readonly delta: bigint
  readonly message: bigint
  readonly tweak: bigint
}

/** What the shares of one request tell whoever has all of them. */
export const equationOf = (
  presignature: Presignature,
  request: SigningRequest,
  shares: readonly SignatureShare[],
): Equation => {
  const u = shares.reduce((sum, share) => sum + share.u, 0n)
  const w = shares.reduce((sum, share) => sum + share.w, 0n)
  const { r, delta, message, tweak } = requestOn(presignature, request)
  return { s: mod(w * invert(mod(u, order), order), order), r, delta, message, tweak }
}

/** Two equations in k and x, solved for x: the private key. */
export const keyFrom = (one: Equation, two: Equation): bigint => {
  const known = ({ message, r, tweak, s, delta }: Equation): bigint =>
    message + r * tweak - s * delta
  const determinant = mod(two.s * one.r - one.s * two.r, order)
  return mod((one.s * known(two) - two.s * known(one)) * invert(determinant, order), order)
}

/** Everybody's shares of each request from one presignature: what no signer gives twice. */
export const signedTwice = (
  seed: string,
  requests: readonly [SigningRequest, SigningRequest],
): readonly [Equation, Equation] => {
  const [one, two] = requests.map((request) => {
    const { presignatures } = presigned(seed)
    const shares = signAll(presignatures, request)
    return equationOf(presignatureOf(presignatures, VICTIM), request, shares)
  })
  if (one === undefined || two === undefined) throw new Error('two requests, two equations')
  return [one, two]
}
