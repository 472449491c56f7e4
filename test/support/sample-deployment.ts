import type { Deployment } from '../../src/protocol/deployment.ts'

const bytes = (length: number, value: number): `0x${string}` =>
  `0x${value.toString(16).padStart(2, '0').repeat(length)}`

/** One that a build takes; nobody listens at any of its addresses. */
export const sampleDeployment: Deployment = {
  version: 1,
  name: 'Sample',
  chain: { chainId: 31_337, rpcUrls: ['http://127.0.0.1:9'] },
  contracts: {
    NodeRegistry: bytes(20, 1),
    PkpNft: bytes(20, 2),
    PkpPermissions: bytes(20, 3),
    PkpHelper: bytes(20, 4),
  },
  epoch: 1,
  threshold: 2,
  nodes: [1, 2, 3].map((party) => ({
    party,
    operator: bytes(20, 16 + party),
    signer: bytes(20, 32 + party),
    identityKey: bytes(32, 16 + party),
    certificate: bytes(32, 32 + party),
    peerUrl: `https://127.0.0.1:${party}`,
    walletUrl: `http://127.0.0.1:${party}`,
  })),
  networkKey: bytes(96, 171),
  identityProviders: [
    {
      name: 'Devnet login',
      kind: 'openId',
      issuer: 'http://127.0.0.1:9',
      clientIds: ['assent-devnet'],
    },
  ],
  passkey: { rpId: 'localhost', origins: ['http://localhost:9'] },
  walletPage: { domain: 'localhost:9', url: 'http://localhost:9/sign-in' },
  relay: { url: 'http://127.0.0.1:9' },
}
