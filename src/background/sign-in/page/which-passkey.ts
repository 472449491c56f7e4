import type { Hex } from '../../../payloads/encoding/hex.ts'
import type { Network } from '../../../quorum/network/network.ts'
import { authMethodOf } from '../../../registry/auth-method-id.ts'
import { authMethodType } from '../../../registry/auth-method-type.ts'
import { readPkpsOfAuthMethod } from '../../../registry/read-pkps-of-auth-method.ts'
import { WalletProblem } from '../../problem.ts'
import type { PasskeyAnswer } from './page-answer.ts'
import { passkeyCandidates } from './passkey-candidates.ts'

type Knowledge = {
  readonly network: Pick<Network, 'chain' | 'deployment'>
  /** The key of this passkey, where this device has seen it before. */
  readonly remembered: Hex | undefined
  /** Whose passkey it has to be, by its id in the registry. */
  readonly wanted: string | undefined
  /** Another use of it. */
  readonly other: PasskeyAnswer | undefined
}

/** The public key of the passkey that was used; undefined if it takes another use to tell. */
export const whichPasskey = async (
  answer: PasskeyAnswer,
  { network, remembered, wanted, other }: Knowledge,
): Promise<Hex | undefined> => {
  const candidates = passkeyCandidates(answer)
  const others = other === undefined ? [] : passkeyCandidates(other)
  const idOf = (publicKey: Hex): Hex =>
    authMethodOf({ kind: 'webAuthn', credentialId: answer.credentialId, publicKey }).id
  const [only, ...more] = candidates
  if (only === undefined) {
    throw new WalletProblem('bad-proof', 'this kind of passkey cannot be used here: make another')
  }
  const told =
    candidates.find((key) => key === answer.publicKey) ??
    candidates.find((key) => key === remembered) ??
    candidates.find((key) => idOf(key) === wanted) ??
    candidates.find((key) => others.includes(key))
  if (told !== undefined || more.length === 0) return told ?? only
  const { chain, deployment } = network
  const { hash } = await chain.finalBlock()
  const at = { blockHash: hash, requireCanonical: true } as const
  const listed = await Promise.all(
    candidates.map(async (key) => {
      const method = { authMethodType: authMethodType.webAuthn, id: idOf(key) }
      const { PkpPermissions } = deployment.contracts
      return readPkpsOfAuthMethod(chain.client, PkpPermissions, method, at, 1n)
    }),
  )
  const permitted = candidates.filter((_, place) => (listed[place]?.length ?? 0) > 0)
  return permitted.length === 1 ? permitted[0] : undefined
}
