import type { Mint } from './mint.ts'
import { statementDomain, type StatementPlace } from './statement-domain.ts'

const types = {
  Mint: [
    { name: 'keyType', type: 'uint256' },
    { name: 'publicKey', type: 'bytes' },
    { name: 'owner', type: 'address' },
    { name: 'authMethods', type: 'AuthMethodGrant[]' },
    { name: 'addresses', type: 'AddressGrant[]' },
    { name: 'actions', type: 'ActionGrant[]' },
    { name: 'addPkpEthAddressAsPermittedAddress', type: 'bool' },
    { name: 'pkpEthAddressScopes', type: 'uint256[]' },
    { name: 'sendPkpToItself', type: 'bool' },
    { name: 'burn', type: 'bool' },
    { name: 'deadline', type: 'uint256' },
  ],
  AuthMethodGrant: [
    { name: 'authMethodType', type: 'uint256' },
    { name: 'id', type: 'bytes' },
    { name: 'userPubkey', type: 'bytes' },
    { name: 'scopes', type: 'uint256[]' },
  ],
  AddressGrant: [
    { name: 'account', type: 'address' },
    { name: 'scopes', type: 'uint256[]' },
  ],
  ActionGrant: [
    { name: 'id', type: 'bytes' },
    { name: 'scopes', type: 'uint256[]' },
  ],
} as const

/** What a node signs for a mint; `at.contract` is the PkpNft. */
export function mintStatement(at: StatementPlace, mint: Mint) {
  return {
    domain: statementDomain('Assent PkpNft', at),
    types,
    primaryType: 'Mint',
    message: mint,
  } as const
}
