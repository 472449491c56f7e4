import type { Hex } from 'viem'
import { canonicalHash } from '../../../protocol/canonical.ts'
import { authMethodOf, type Identity } from '../../../registry/auth-method-id.ts'
import { RegistryError } from '../../../registry/errors.ts'
import { badProof } from './bad-proof.ts'
import type { Proven } from './proven.ts'

/** An identity as certificates and the registry have it. */
export const provenIdentity = (identity: Identity): Pick<Proven, 'identity' | 'userPubkey'> => {
  try {
    const { authMethodType, id, userPubkey } = authMethodOf(identity)
    return { identity: { authMethodType: authMethodType.toString(), id }, userPubkey }
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    throw badProof('subject', `the registry has no identity for this: ${error.message}`)
  }
}

/** Of a proof that signs the statement itself: whose it is and for what make it this one. */
export const proofIdOf = (proven: Pick<Proven, 'identity'>, statement: Hex): Hex =>
  canonicalHash('statement-proof', { identity: proven.identity, statement })
