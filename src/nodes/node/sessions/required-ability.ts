import type { Transaction } from '../../../payloads/evm/transaction.ts'
import { factsOf } from '../../../payloads/facts-of.ts'
import type { Payload } from '../../../payloads/payload.ts'
import type { Deployment } from '../../../protocol/deployment.ts'
import type { Ability } from '../../../protocol/statement.ts'
import { isSignInText } from './sign-in-text.ts'

/** A bare hash, of which nothing is known. */
export type DigestPayload = { readonly kind: 'digest'; readonly bytes: Uint8Array }

/** What is to be signed: read, or not readable by anybody. */
export type Asked = Payload | DigestPayload

export type AbilityContext = {
  /** Of the PKP that is asked to sign. */
  readonly address: string
  readonly deployment: Pick<Deployment, 'chain' | 'contracts' | 'walletPage'>
}

/**
 * What a session must be granted for a payload. `manage` is everything that changes who controls
 * the PKP, so that a session that was stolen cannot take the account with it.
 */
export const requiredAbility = (asked: Asked, context: AbilityContext): Ability => {
  switch (asked.kind) {
    case 'digest':
      return 'sign-raw'
    case 'evm-transaction':
      return transactionChangesControl(asked.transaction, asked, context) ? 'manage' : 'sign'
    case 'evm-authorization':
      return 'manage'
    case 'typed-data': {
      const { chainId, verifyingContract } = asked.data.domain
      return onRegistryChain(chainId, context) && isOurs(verifyingContract, context)
        ? 'manage'
        : 'sign'
    }
    case 'personal-message': {
      const domain = context.deployment.walletPage?.domain
      return domain !== undefined && isSignInText(asked.message, domain) ? 'manage' : 'sign'
    }
    case 'typed-data-v1':
    case 'adr36':
      return 'sign'
    default:
      // A grant on a Cosmos chain outlives every session: others then act in the account's name.
      return factsOf(asked).changesControl ? 'manage' : 'sign'
  }
}

const transactionChangesControl = (
  { to, data, chainId }: Transaction,
  payload: Payload,
  context: AbilityContext,
): boolean => {
  const facts = factsOf(payload)
  const delegations = 'delegations' in facts ? facts.delegations : []
  if (delegations.some(({ authority }) => sameAddress(authority, context.address))) return true
  if (!onRegistryChain(chainId, context)) return false
  // A call to itself runs code that was set for the PKP, in the PKP's name.
  if (sameAddress(to, context.address)) return data !== '0x'
  return isOurs(to, context)
}

/** No chain id is every chain. */
const onRegistryChain = (chainId: bigint | null, { deployment }: AbilityContext): boolean =>
  chainId === null || chainId === BigInt(deployment.chain.chainId)

const isOurs = (address: string | null, { deployment, address: own }: AbilityContext): boolean =>
  [own, ...Object.values(deployment.contracts)].some((ours) => sameAddress(address, ours))

const sameAddress = (one: string | null, other: string): boolean =>
  one !== null && one.toLowerCase() === other.toLowerCase()
