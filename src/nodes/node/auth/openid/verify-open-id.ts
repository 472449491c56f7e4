// https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
import type { KeyObject } from 'node:crypto'
import { compactVerify } from 'jose'
import type { IdentityProvider } from '../../../../protocol/deployment.ts'
import type { Proof } from '../../../../protocol/proof.ts'
import { statementHash, type Statement } from '../../../../protocol/statement.ts'
import type { Identity } from '../../../../registry/auth-method-id.ts'
import type { AuthParts } from '../auth-parts.ts'
import { badProof } from '../bad-proof.ts'
import { provenIdentity } from '../proven-identity.ts'
import type { Proven } from '../proven.ts'
import { checkNonce, readAudience, readSubject, readTimes } from './check-claims.ts'
import { checkHeader } from './check-header.ts'
import { checkCommitments } from './commitments.ts'
import { findProvider } from './find-provider.ts'
import { parseToken } from './parse-token.ts'
import type { TokenAlgorithm } from './provider-key.ts'

type OpenIdProof = Extract<Proof, { kind: 'openid' }>

/** Everything that costs nothing is judged before the provider is asked for its keys. */
export const verifyOpenId = async (
  parts: AuthParts,
  statement: Statement,
  proof: OpenIdProof,
  now: number,
): Promise<Proven> => {
  const { header, claims, signedHash } = parseToken(proof.token)
  const { kid, algorithm } = checkHeader(header)
  const audience = readAudience(claims)
  const provider = findProvider(parts.deployment.identityProviders, claims.get('iss'), audience)
  const subject = readSubject(claims)
  const provenAt = readTimes(claims, now)
  checkNonce(claims, provider, statementHash(statement))
  const key = await parts.providerKeys.find(provider, { kid, algorithm })
  await checkSignature(proof.token, key, algorithm)
  if (provider.nonce === false) checkBinding(parts, statement, proof, algorithm, now)
  return {
    method: 'openid',
    ...provenIdentity(identityOf(provider, subject, audience)),
    provenAt,
    proofId: signedHash,
  }
}

const checkSignature = async (
  token: string,
  key: KeyObject,
  algorithm: TokenAlgorithm,
): Promise<void> => {
  try {
    await compactVerify(token, key, { algorithms: [algorithm] })
  } catch {
    throw badProof('signature', 'the provider did not sign this token')
  }
}

const checkBinding = (
  parts: AuthParts,
  { sessionKey }: Statement,
  { token, commitments }: OpenIdProof,
  algorithm: TokenAlgorithm,
  now: number,
): void => {
  // Anyone can spell a signature of ECDSA in a second way, which no commitment was made for yet.
  if (algorithm === 'ES256') {
    throw badProof('algorithm', 'tokens without a nonce are signed by RS256 or EdDSA')
  }
  if (commitments === undefined) {
    throw badProof('commitments', 'this provider has no nonce: commit to the token first')
  }
  checkCommitments(parts, { token, sessionKey, acknowledgements: commitments }, now)
}

const identityOf = (provider: IdentityProvider, subject: string, audience: string): Identity => {
  switch (provider.kind) {
    case 'google':
      return { kind: 'googleJwt', subject, audience }
    case 'apple':
      return { kind: 'appleJwt', subject, audience }
    default:
      return { kind: 'openId', issuer: provider.issuer, subject, audience }
  }
}
