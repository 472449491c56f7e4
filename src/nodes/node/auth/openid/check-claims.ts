import { timingSafeEqual } from 'node:crypto'
import type { Hex } from 'viem'
import type { Json, JsonObject } from '../../../../payloads/encoding/json.ts'
import type { IdentityProvider } from '../../../../protocol/deployment.ts'
import { ProtocolError } from '../../../../protocol/protocol-error.ts'
import { badProof } from '../bad-proof.ts'
import { AHEAD_SECONDS, PROOF_SECONDS, secondsOf } from '../times.ts'

/** The one application that a token is for. */
export const readAudience = (claims: JsonObject): string => {
  const named = claims.get('aud')
  const [audience, ...more] = Array.isArray(named) ? (named as readonly Json[]) : [named]
  if (typeof audience !== 'string' || more.length > 0) {
    throw badProof('audience', 'the token must be for one application, and no other')
  }
  const party = claims.get('azp')
  if (party !== undefined && party !== audience) {
    throw badProof('audience', 'the token was given to another application')
  }
  return audience
}

export const readSubject = (claims: JsonObject): string => {
  const subject = claims.get('sub')
  // Printable ASCII, as the specification has it: what looks alike is alike.
  if (typeof subject === 'string' && /^[\x21-\x7e]{1,255}$/.test(subject)) return subject
  throw badProof('subject', 'the token does not say whose it is')
}

/** When the person proved who they are, in Unix seconds. */
export const readTimes = (claims: JsonObject, now: number): number => {
  const seconds = secondsOf(now)
  const expires = readTime(claims, 'exp')
  const issued = readTime(claims, 'iat')
  if (expires === undefined || issued === undefined) {
    throw badProof('time', 'the token does not say when it was issued, or until when it holds')
  }
  if (expires <= seconds || issued < seconds - PROOF_SECONDS) {
    throw new ProtocolError('stale-proof', 'the token is too old: sign in again', {
      details: { nodeTime: now },
    })
  }
  const notBefore = readTime(claims, 'nbf')
  if (issued > seconds + PROOF_SECONDS || (notBefore ?? 0) > seconds + AHEAD_SECONDS) {
    throw new ProtocolError('clock-skew', 'the token is from the future: whose clock is wrong?', {
      details: { nodeTime: now },
    })
  }
  return Math.min(issued, readTime(claims, 'auth_time') ?? issued)
}

const readTime = (claims: JsonObject, name: string): number | undefined => {
  const value = claims.get(name)
  if (value === undefined) return undefined
  if (typeof value === 'bigint' && value >= 0n && value < 1n << 40n) return Number(value)
  throw badProof('time', `${name} of the token is no time`)
}

/** The nonce binds the token to a statement; where there is none, commitments have to. */
export const checkNonce = (
  claims: JsonObject,
  provider: IdentityProvider,
  statement: Hex,
): void => {
  const nonce = claims.get('nonce')
  if (nonce === undefined && provider.nonce === false) return
  if (typeof nonce === 'string' && isSame(nonce, statement)) return
  throw badProof('nonce', 'the token was asked for with another nonce than the statement’s hash')
}

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
