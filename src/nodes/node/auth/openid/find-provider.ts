import type { IdentityProvider } from '../../../../protocol/deployment.ts'
import { badProof } from '../bad-proof.ts'

const GOOGLE = 'https://accounts.google.com'
const APPLE = 'https://appleid.apple.com'

/** Google's tokens name it in one of two ways. */
const spellingsOf = (issuer: string): readonly string[] =>
  issuer === GOOGLE ? [GOOGLE, 'accounts.google.com'] : [issuer]

/** Identities of these kinds do not name their issuer, so no other may be called so. */
const fits = ({ kind, issuer }: IdentityProvider): boolean =>
  kind === 'openId' || issuer === (kind === 'google' ? GOOGLE : APPLE)

/** The provider of this deployment from which a token says to be, for one of its clients. */
export const findProvider = (
  providers: readonly IdentityProvider[],
  issuer: unknown,
  audience: string,
): IdentityProvider => {
  const candidates = providers.filter(
    (one) => fits(one) && spellingsOf(one.issuer).some((spelling) => spelling === issuer),
  )
  if (candidates.length === 0) {
    throw badProof('issuer', 'this deployment does not know the issuer of the token')
  }
  const found = candidates.find(({ clientIds }) => clientIds.includes(audience))
  if (found === undefined) throw badProof('audience', 'the token is for another application')
  return found
}
