import { zeroAddress } from 'viem'
import type { Certificate } from '../../../protocol/certificate.ts'
import { MAX_MINT_SECONDS, type WireMint } from '../../../protocol/mint.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { authMethodType } from '../../../registry/auth-method-type.ts'

/** Why a node does not sign a mint: `details.reason` of `mint-refused`. */
export type MintRefusedReason =
  /** Of an owner, the key itself and nobody, exactly one owns it. */
  | 'owner'
  | 'deadline'
  /** Whoever asks would have nothing of the key. */
  | 'not-among'
  /** The session is for certain keys, and a new one is none of them. */
  | 'limited-session'

const refused = (reason: MintRefusedReason, message: string): ProtocolError =>
  new ProtocolError('mint-refused', message, { details: { reason } })

/** What a mint has to be like, whatever key it is of. `now` is Unix time in seconds. */
export const checkMint = (
  mint: WireMint,
  certificate: Pick<Certificate, 'identity' | 'keys'>,
  now: number,
): void => {
  if (certificate.keys !== undefined && !certificate.keys.includes(mint.publicKey)) {
    throw refused('limited-session', 'this session is for other keys: sign in without naming any')
  }
  const owners = [mint.owner !== zeroAddress, mint.sendPkpToItself, mint.burn]
  if (owners.filter(Boolean).length !== 1) {
    throw refused('owner', 'name an owner, or send the key to itself, or burn it: one of these')
  }
  if (mint.deadline <= now || mint.deadline > now + MAX_MINT_SECONDS) {
    throw new ProtocolError(
      'mint-refused',
      `a mint has a deadline within ${MAX_MINT_SECONDS} seconds from now`,
      { details: { reason: 'deadline' satisfies MintRefusedReason, nodeTime: now } },
    )
  }
  if (!isAmong(mint, certificate.identity)) {
    throw refused('not-among', 'whoever signed in must own the key or be permitted for it')
  }
}

/** A mint is nobody's to ask for who gets nothing of it: it would only waste a key. */
const isAmong = (
  mint: WireMint,
  { authMethodType: type, id }: Certificate['identity'],
): boolean => {
  const listed = mint.authMethods.some(
    (method) => method.authMethodType === type && method.id === id,
  )
  if (listed || type !== authMethodType.address.toString() || id === zeroAddress) return listed
  return mint.owner === id || mint.addresses.some(({ account }) => account === id)
}
