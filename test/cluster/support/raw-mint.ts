import { zeroAddress } from 'viem'
import type { Hex } from '../../../src/payloads/encoding/hex.ts'
import type { CertifiedIdentity } from '../../../src/protocol/certificate.ts'
import { readyKeysAnswer } from '../../../src/protocol/endpoints.ts'
import { mintAnswer, type WireMint } from '../../../src/protocol/mint.ts'
import type { Call } from '../../../src/registry/contracts.ts'
import { mintCall } from '../../../src/registry/mint-call.ts'
import type { Mint } from '../../../src/registry/mint.ts'
import { orderSignatures } from '../../../src/registry/order-signatures.ts'
import { scope } from '../../../src/registry/scopes.ts'
import type { Cluster } from './cluster.ts'
import type { RawAnswer, RawWallet } from './raw-wallet.ts'
import { waitUntil } from './wait-until.ts'

/** A key of the pool that every node has free. */
export const readyKey = async (wallet: RawWallet): Promise<Hex> =>
  waitUntil('a key is ready at all nodes', async () => {
    const answers = await wallet.askAll({ path: '/v1/keys/ready' })
    const lists = answers.map(({ answer }) => readyKeysAnswer.parse(answer.json).keys)
    return lists[0]?.find((key) => lists.every((keys) => keys.includes(key)))
  })

/** A mint to itself, usable by an identity alone. */
export const mintTo = (
  identity: CertifiedIdentity,
  publicKey: Hex,
  changes: Partial<WireMint> = {},
): WireMint => ({
  keyType: 2,
  publicKey,
  owner: zeroAddress,
  authMethods: [{ ...identity, userPubkey: '0x', scopes: [scope.signAnything] }],
  addresses: [],
  actions: [],
  addPkpEthAddressAsPermittedAddress: true,
  pkpEthAddressScopes: [scope.signAnything],
  sendPkpToItself: true,
  burn: false,
  deadline: Math.floor(Date.now() / 1000) + 300,
  ...changes,
})

export const asMint = (mint: WireMint): Mint => ({
  ...mint,
  keyType: BigInt(mint.keyType),
  authMethods: mint.authMethods.map(({ authMethodType, id, userPubkey, scopes }) => ({
    authMethodType: BigInt(authMethodType),
    id,
    userPubkey,
    scopes: scopes.map(BigInt),
  })),
  addresses: mint.addresses.map(({ account, scopes }) => ({
    account,
    scopes: scopes.map(BigInt),
  })),
  actions: mint.actions.map(({ id, scopes }) => ({ id, scopes: scopes.map(BigInt) })),
  pkpEthAddressScopes: mint.pkpEthAddressScopes.map(BigInt),
  deadline: BigInt(mint.deadline),
})

export const askForMint = async (
  wallet: RawWallet,
  mint: WireMint,
): Promise<readonly { readonly party: number; readonly answer: RawAnswer }[]> =>
  wallet.askAll({ path: '/v1/keys', body: { mint } })

/** The call that mints, signed by every node that would. */
export async function signedMintCall(wallet: RawWallet, mint: WireMint): Promise<Call> {
  const answers = await askForMint(wallet, mint)
  const signatures = answers.flatMap(({ party, answer }) => {
    const parsed = mintAnswer.safeParse(answer.json)
    const node = wallet.deployment.nodes.find((one) => one.party === party)
    if (!parsed.success || node === undefined) return []
    return [{ signer: node.signer, signature: parsed.data.signature }]
  })
  if (signatures.length < wallet.deployment.threshold) {
    throw new Error(`too few nodes signed the mint: ${JSON.stringify(answers)}`)
  }
  const { PkpNft } = wallet.deployment.contracts
  return mintCall(PkpNft, asMint(mint), orderSignatures(signatures))
}

/** A key of one's own, minted and final: every node lets its identity use it. */
export async function mintKey(
  cluster: Cluster,
  wallet: RawWallet,
  changes: Partial<WireMint> = {},
): Promise<Hex> {
  const identity = wallet.certificate?.certificate.identity
  if (identity === undefined) throw new Error('sign in first')
  const publicKey = changes.publicKey ?? (await readyKey(wallet))
  const call = await signedMintCall(wallet, mintTo(identity, publicKey, changes))
  await cluster.chain.send(call)
  await cluster.settled()
  return publicKey
}
