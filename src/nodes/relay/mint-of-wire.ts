import type { WireMint } from '../../protocol/mint.ts'
import type { Mint } from '../../registry/mint.ts'

/** A mint as it travels, as the registry takes it. */
export const mintOfWire = (mint: WireMint): Mint => ({
  ...mint,
  keyType: BigInt(mint.keyType),
  authMethods: mint.authMethods.map((method) => ({
    ...method,
    authMethodType: BigInt(method.authMethodType),
    scopes: method.scopes.map(BigInt),
  })),
  addresses: mint.addresses.map(({ account, scopes }) => ({ account, scopes: scopes.map(BigInt) })),
  actions: mint.actions.map(({ id, scopes }) => ({ id, scopes: scopes.map(BigInt) })),
  pkpEthAddressScopes: mint.pkpEthAddressScopes.map(BigInt),
  deadline: BigInt(mint.deadline),
})
