import type { WireMint } from '../../../protocol/mint.ts'
import type { Mint } from '../../../registry/mint.ts'

const big = (scopes: readonly number[]): readonly bigint[] => scopes.map(BigInt)

/** The mint as the contract takes it. */
export const mintOfWire = (wire: WireMint): Mint => ({
  ...wire,
  keyType: BigInt(wire.keyType),
  authMethods: wire.authMethods.map((method) => ({
    ...method,
    authMethodType: BigInt(method.authMethodType),
    scopes: big(method.scopes),
  })),
  addresses: wire.addresses.map(({ account, scopes }) => ({ account, scopes: big(scopes) })),
  actions: wire.actions.map(({ id, scopes }) => ({ id, scopes: big(scopes) })),
  pkpEthAddressScopes: big(wire.pkpEthAddressScopes),
  deadline: BigInt(wire.deadline),
})
