import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parts } from '../../src/background/parts.ts'
import { startIdentityProvider } from '../../src/nodes/devnet/identity-provider/start-identity-provider.ts'
import type { Deployment } from '../../src/protocol/deployment.ts'
import { relayMintBody } from '../../src/protocol/relay.ts'
import { registryMint } from '../../src/quorum/keys/compose-mint.ts'
import type { FetchInit } from '../../src/quorum/parts.ts'
import { mintCall } from '../../src/registry/mint-call.ts'
import { freePort } from '../cluster/support/free-ports.ts'
import { stageNodes, type QuorumStage } from './quorum-stage.ts'

const clientId = 'assent-stage'
const relayUrl = 'http://relay.test'
export const page = 'http://localhost:8600'

export type IdentityStage = {
  readonly nodes: QuorumStage
  readonly deployment: Deployment
  readonly fetch: Parts['fetch']
  /** Mints that the relay was sent. */
  readonly mints: readonly unknown[]
  /** What the relay does with the next mint, instead of carrying it. */
  failMints: ((body: unknown) => Promise<Response>) | undefined
  /** What is neither passed on nor answered, by its body. */
  hold: RegExp | undefined
  readonly close: () => Promise<void>
}

const textOf = (init: RequestInit | undefined): string =>
  typeof init?.body === 'string' ? init.body : ''

/** Nodes of this process, a registry, a real identity provider and a relay. */
export const identityStage = async (): Promise<IdentityStage> => {
  const dir = mkdtempSync(join(tmpdir(), 'assent-stage-'))
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const provider = await startIdentityProvider({
    issuer,
    port,
    clientId,
    keysFile: join(dir, 'keys.json'),
  })
  const nodes = await stageNodes({
    keys: 12,
    deployment: {
      identityProviders: [{ name: 'Stage login', kind: 'openId', issuer, clientIds: [clientId] }],
      passkey: { rpId: 'localhost', origins: [page] },
      walletPage: { domain: 'localhost:8600', url: `${page}/sign-in` },
      relay: { url: relayUrl },
    },
  })
  const { PkpNft } = nodes.deployment.contracts
  const mints: unknown[] = []
  const stage: IdentityStage = {
    nodes,
    deployment: nodes.deployment,
    mints,
    failMints: undefined,
    hold: undefined,
    async fetch(input, init) {
      if (stage.hold?.test(textOf(init)) === true) return new Promise(() => {})
      if (!input.startsWith(relayUrl)) {
        const response = await nodes.fetch(input, (init ?? {}) as FetchInit)
        // On this chain nothing is final by itself.
        if (textOf(init).includes('eth_sendRawTransaction')) await nodes.nodes.settle()
        return response
      }
      const body: unknown = JSON.parse(textOf(init))
      if (input.endsWith('/v1/top-ups')) {
        const { address } = body as { readonly address: `0x${string}` }
        await nodes.nodes.registry.chain.setBalance({ address, value: 10n ** 18n })
        return Response.json({ value: String(10n ** 18n) })
      }
      mints.push(body)
      if (stage.failMints !== undefined) return stage.failMints(body)
      const { mint, signatures } = relayMintBody.parse(body)
      await nodes.send(mintCall(PkpNft, registryMint(mint), signatures))
      return Response.json({ transaction: `0x${'00'.repeat(32)}`, block: 1 })
    },
    async close() {
      await nodes.close()
      await provider.stop()
      rmSync(dir, { recursive: true })
    },
  }
  return stage
}
