// https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion
import { createHash, verify, type KeyObject } from 'node:crypto'
import type { Hex } from 'viem'
import { fromHex } from '../../../../payloads/encoding/hex.ts'
import type { Proof } from '../../../../protocol/proof.ts'
import { statementHash, type Statement } from '../../../../protocol/statement.ts'
import type { AuthParts } from '../auth-parts.ts'
import { badProof } from '../bad-proof.ts'
import { proofIdOf, provenIdentity } from '../proven-identity.ts'
import type { Proven } from '../proven.ts'
import { checkAuthenticatorData } from './check-authenticator-data.ts'
import { checkClientData } from './check-client-data.ts'
import { readCoseKey } from './cose-key.ts'

type PasskeyProof = Extract<Proof, { kind: 'passkey' }>

/**
 * A passkey of the deployment's domain. Nobody registers it with a node: its identity covers the
 * public key that the proof brings along. Its time is the statement's, which it has signed.
 */
export const verifyPasskey = async (
  { deployment }: Pick<AuthParts, 'deployment'>,
  statement: Statement,
  proof: PasskeyProof,
): Promise<Proven> => {
  const { passkey } = deployment
  if (passkey === undefined) {
    throw badProof('method-not-offered', 'this deployment has no domain for passkeys')
  }
  const challenge = statementHash(statement)
  if (proof.credentialId === '0x') throw badProof('credential', 'a passkey has a credential id')
  const key = readCoseKey(fromHex(proof.publicKey))
  checkClientData(fromHex(proof.clientData), { challenge, origins: passkey.origins })
  const { counter } = checkAuthenticatorData(fromHex(proof.authenticatorData), passkey.rpId)
  checkSignature(proof, key)
  await checkAgain(proof, { challenge, ...passkey })
  const { credentialId, publicKey } = proof
  const whose = provenIdentity({ kind: 'webAuthn', credentialId, publicKey })
  const proofId = proofIdOf(whose, challenge)
  return { method: 'passkey', ...whose, provenAt: statement.issuedAt, proofId, counter }
}

const base64url = (hex: Hex): string => Buffer.from(fromHex(hex)).toString('base64url')

const checkSignature = (proof: PasskeyProof, key: KeyObject): void => {
  const hash = createHash('sha256').update(fromHex(proof.clientData)).digest()
  const signed = Buffer.concat([fromHex(proof.authenticatorData), hash])
  const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256'
  if (!verify(digest, signed, key, fromHex(proof.signature))) throw notSigned()
}

const notSigned = () => badProof('signature', 'the passkey did not sign this')

/** All of it once more, by a library that knows nothing of what is checked above. */
const checkAgain = async (
  proof: PasskeyProof,
  expected: { readonly challenge: Hex; readonly rpId: string; readonly origins: readonly string[] },
): Promise<void> => {
  // Loaded when the first passkey comes: it is as large as the rest of a node.
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const id = base64url(proof.credentialId)
  const verified = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        authenticatorData: base64url(proof.authenticatorData),
        clientDataJSON: base64url(proof.clientData),
        signature: base64url(proof.signature),
      },
    },
    expectedChallenge: base64url(expected.challenge),
    expectedOrigin: [...expected.origins],
    expectedRPID: expected.rpId,
    // What it has counted before is ours to compare, in one transaction with the session.
    credential: { id, publicKey: Uint8Array.from(fromHex(proof.publicKey)), counter: -1 },
    requireUserVerification: true,
  }).then(
    (answer) => answer.verified,
    () => false,
  )
  if (!verified) throw notSigned()
}
