import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import type { AuthParts } from '../../src/nodes/node/auth/auth-parts.ts'
import { ProviderKeys } from '../../src/nodes/node/auth/openid/provider-keys.ts'
import type { Signing } from '../../src/nodes/node/ceremonies/signing.ts'
import { privateKeyOf, publicBytesOf } from '../../src/nodes/node/keys/ed25519.ts'
import { nodeIdentity } from '../../src/nodes/node/keys/node-identity.ts'
import { sessionStores, type SessionStores } from '../../src/nodes/node/sessions/session-stores.ts'
import type { Database } from '../../src/nodes/node/store/database.ts'
import { openStore } from '../../src/nodes/node/store/open-store.ts'
import { toHex } from '../../src/payloads/encoding/hex.ts'
import {
  certificateBytes,
  type Certificate,
  type SignedCertificate,
} from '../../src/protocol/certificate.ts'
import { nodeSetId } from '../../src/protocol/deployment.ts'
import type { SessionKey } from '../../src/protocol/session-key.ts'
import type { Statement } from '../../src/protocol/statement.ts'
import { combineBls } from '../../src/threshold/bls/combine.ts'
import { decodeBlsShare, encodeBlsShare } from '../../src/threshold/bls/share.ts'
import { signBlsShare } from '../../src/threshold/bls/sign.ts'
import { bls12381G2 } from '../../src/threshold/groups/bls12-381.ts'
import { publicKey } from '../../src/threshold/sharing/key-share.ts'
import { dealShares, shareOf } from './dealer.ts'
import { settableNodeSet, type SettableNodeSet } from './node-sets.ts'
import { systemRandom } from './randomness.ts'
import { ed25519SessionKey } from './session-keys.ts'

/** Unix milliseconds: the time in these tests. */
export const NOW = 1_790_000_000_000
export const SECONDS = NOW / 1000

export type AuthNode = {
  readonly auth: AuthParts
  readonly stores: SessionStores
  readonly database: Database
  readonly signing: Pick<Signing, 'networkShare'>
  /** The node after a restart: what was not durable is gone. */
  readonly restart: () => AuthNode
}

export type AuthNodes = {
  readonly nodes: readonly AuthNode[]
  readonly nodeSet: SettableNodeSet
  readonly name: string
  /** What the network says when a threshold of nodes does. */
  readonly certified: (certificate: Certificate) => SignedCertificate
  readonly close: () => void
}

export const testDeployment: AuthParts['deployment'] = {
  chain: { chainId: 31_337, rpcUrls: ['http://127.0.0.1:8545'] },
  contracts: {
    NodeRegistry: `0x${'a1'.repeat(20)}`,
    PkpNft: `0x${'a2'.repeat(20)}`,
    PkpPermissions: `0x${'a3'.repeat(20)}`,
    PkpHelper: `0x${'a4'.repeat(20)}`,
  },
  identityProviders: [],
  passkey: { rpId: 'login.assent.example', origins: ['https://login.assent.example'] },
  walletPage: { domain: 'login.assent.example', url: 'https://login.assent.example/wallet' },
}

/** What nodes judge sessions with: real stores and keys, no network between them. */
export const authNodes = (
  change: Partial<Omit<AuthParts, 'deployment'>> & {
    readonly count?: number
    readonly deployment?: Partial<AuthParts['deployment']>
  } = {},
): AuthNodes => {
  const { count = 3, deployment: deploymentChange, ...partsChange } = change
  const parties = Array.from({ length: count }, (_, place) => place + 1)
  const threshold = Math.ceil((2 * count) / 3)
  const shares = dealShares(bls12381G2, { parties, threshold, random: systemRandom, epoch: 0 })
  const { sharing } = shareOf(shares, 1)
  const keys = parties.map((party) => privateKeyOf(sha256(Uint8Array.of(party))))
  const nodeSet = settableNodeSet(
    keys.map((key, place) => ({
      party: place + 1,
      operator: `0x${'0e'.repeat(20)}`,
      signer: `0x${'0f'.repeat(20)}`,
      identityKey: toHex(publicBytesOf(key)),
      certificate: `0x${'0c'.repeat(32)}`,
      peerUrl: 'https://127.0.0.1:1',
      walletUrl: 'http://127.0.0.1:2',
    })),
  )
  nodeSet.set({ networkKey: toHex(bls12381G2.encodePoint(publicKey(sharing))), threshold })
  const deployment = { ...testDeployment, ...deploymentChange }
  const dir = mkdtempSync(join(tmpdir(), 'assent-auth-'))
  const opened = new Set<Database>()

  const open = (party: number): AuthNode => {
    const database = openStore(join(dir, `${party}.db`), new Uint8Array(32).fill(party))
    opened.add(database)
    const stores = sessionStores(database)
    const key = keys[party - 1]
    if (key === undefined) throw new Error(`there is no node ${party}`)
    return {
      auth: {
        deployment,
        party,
        identity: nodeIdentity(key, nodeSet),
        nodeSet,
        providerKeys: new ProviderKeys(),
        contracts: { call: async () => Promise.resolve('0x') },
        commitments: stores.commitments,
        ...partsChange,
      },
      stores,
      database,
      signing: {
        networkShare: (purpose, message) =>
          encodeBlsShare(signBlsShare(shareOf(shares, party), purpose, message)),
      },
      restart: () => {
        database.close()
        return open(party)
      },
    }
  }

  const nodes = parties.map(open)
  const certified = (certificate: Certificate): SignedCertificate => {
    const message = certificateBytes(certificate)
    const { signature } = combineBls({
      sharing,
      purpose: 'session-certificate',
      message,
      shares: nodes.map(({ signing, auth }) =>
        decodeBlsShare(auth.party, signing.networkShare('session-certificate', message), {
          proven: false,
        }),
      ),
    })
    return { certificate, signature: toHex(signature.toBytes(true)) }
  }
  const close = (): void => {
    for (const database of opened) database.close()
    rmSync(dir, { recursive: true })
  }
  return { nodes, nodeSet, name: nodeSetId(deployment), certified, close }
}

export const firstOf = <T>(list: readonly T[], place = 0): T => {
  const found = list[place]
  if (found === undefined) throw new Error(`there is no element ${place}`)
  return found
}

export const testStatement = (change: Partial<Statement> = {}): Statement => ({
  nodeSet: nodeSetId(testDeployment),
  sessionKey: ed25519SessionKey().key satisfies SessionKey,
  abilities: ['sign'],
  limits: {},
  issuedAt: SECONDS - 10,
  expiresAt: SECONDS + 3600,
  random: toHex(systemRandom(32)),
  ...change,
})

export const testCertificate = (change: Partial<Certificate> = {}): Certificate => {
  const { random, ...said } = testStatement()
  return {
    ...said,
    epoch: 0,
    identity: { authMethodType: '1', id: `0x${'ab'.repeat(20)}` },
    provenAt: SECONDS - 10,
    statement: random,
    ...change,
  }
}
