import * as z from 'zod'
import { address, epoch, hash32, hexBytes, party, url } from './schemas.ts'

const chainId = z.int().min(1)

export const identityProvider = z.strictObject({
  /** How people call it. */
  name: z.string().min(1).max(40),
  /** Google's and Apple's identities have types of their own in the registry. */
  kind: z.enum(['google', 'apple', 'openId']),
  issuer: url,
  /** All builds of a deployment share them for ever: the audience is part of who somebody is. */
  clientIds: z.array(z.string().min(1).max(200)).min(1).max(10),
  /** Where the issuer's keys are, if not where its discovery document says. */
  jwksUrl: url.optional(),
  /** Its tokens carry no nonce: wallets commit to a token before they show it. */
  nonce: z.literal(false).optional(),
})
export type IdentityProvider = z.infer<typeof identityProvider>

export const deploymentNode = z.strictObject({
  party,
  operator: address,
  signer: address,
  identityKey: hash32,
  certificate: hash32,
  peerUrl: url,
  walletUrl: url,
})

/**
 * What `assent deploy` writes and everybody else reads: nodes, wallets, programs. The registry is
 * the truth about the nodes; what stands here is where to begin.
 */
export const deployment = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1).max(80),
  chain: z.strictObject({ chainId, rpcUrls: z.array(url).min(1).max(8) }),
  contracts: z.strictObject({
    NodeRegistry: address,
    PkpNft: address,
    PkpPermissions: address,
    PkpHelper: address,
  }),
  epoch,
  threshold: z.int().min(2),
  nodes: z.array(deploymentNode).min(2).max(20),
  /** BLS12-381 in G2, 96 bytes; missing until the nodes have made it. Wallets pin it. */
  networkKey: hexBytes(96).optional(),
  identityProviders: z.array(identityProvider).max(20),
  /** Passkeys belong to a domain of the deployment, which outlives any one extension. */
  passkey: z
    .strictObject({ rpId: z.string().min(1).max(253), origins: z.array(z.string()).min(1).max(20) })
    .optional(),
  /** Where other wallets sign in: the domain and the address of that page. */
  walletPage: z.strictObject({ domain: z.string().min(1).max(253), url }).optional(),
  relay: z.strictObject({ url }).optional(),
})
export type Deployment = z.infer<typeof deployment>

/** One name for a node set across its epochs. */
export const nodeSetId = (deployment: Pick<Deployment, 'chain' | 'contracts'>): string =>
  `eip155:${deployment.chain.chainId}:${deployment.contracts.NodeRegistry}`
