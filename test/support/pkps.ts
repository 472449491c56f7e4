import { zeroAddress, type Address, type Hex } from 'viem'
import { authMethodOf } from '../../src/registry/auth-method-id.ts'
import type { Call } from '../../src/registry/contracts.ts'
import { mintCall } from '../../src/registry/mint-call.ts'
import { mintStatement } from '../../src/registry/mint-statement.ts'
import { ecdsaSecp256k1, type Mint } from '../../src/registry/mint.ts'
import { tokenIdOf } from '../../src/registry/token-id.ts'
import { accountOf, signedBy, type TestNode } from './registry-nodes.ts'
import { send, type TestRegistry } from './registry.ts'

export const owner = accountOf('owner').address
export const stranger = accountOf('stranger').address

export const login = authMethodOf({ kind: 'googleJwt', subject: '1'.repeat(21), audience: 'app' })
export const passkey = authMethodOf({ kind: 'webAuthn', credentialId: '0x01', publicKey: '0xa501' })
export const action: Hex = `0x1220${'ac'.repeat(32)}`

/** Until long after any clock of these tests. */
const deadline = 4_102_444_800n

/** A mint for a person with a Google login, of the key that a name stands for. */
export const mintOf = (name: string, changes: Partial<Mint> = {}): Mint => ({
  keyType: ecdsaSecp256k1,
  publicKey: accountOf(name).publicKey,
  owner,
  authMethods: [{ ...login, scopes: [1n] }],
  addresses: [],
  actions: [],
  addPkpEthAddressAsPermittedAddress: false,
  pkpEthAddressScopes: [],
  sendPkpToItself: false,
  burn: false,
  deadline,
  ...changes,
})

export const toItself = { owner: zeroAddress, sendPkpToItself: true }
export const burned = {
  owner: zeroAddress,
  burn: true,
  actions: [{ id: action, scopes: [1n] }],
}

/** The call that mints, signed by a threshold of the nodes unless told otherwise. */
export async function signedMint(
  registry: TestRegistry,
  mint: Mint,
  nodes: readonly TestNode[] = registry.nodes.slice(0, 2),
): Promise<Call> {
  const signatures = await signedBy(nodes, mintStatement(registry.nftPlace, mint))
  return mintCall(registry.contracts.PkpNft, mint, signatures)
}

export type TestPkp = { readonly tokenId: bigint; readonly address: Address }

export const pkpOf = (name: string): TestPkp => ({
  tokenId: tokenIdOf(accountOf(name).publicKey),
  address: accountOf(name).address,
})

export async function mintPkp(
  registry: TestRegistry,
  name: string,
  changes: Partial<Mint> = {},
): Promise<TestPkp> {
  await send(registry, await signedMint(registry, mintOf(name, changes)))
  return pkpOf(name)
}
