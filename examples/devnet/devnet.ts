import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { defineChain } from 'viem'
import { foundry } from 'viem/chains'
import * as z from 'zod'
import { deployment } from '../../src/protocol/deployment.ts'

const file = process.env['ASSENT_DEVNET'] ?? '.devnet/devnet.json'

const shape = z.object({
  deployment: z.string(),
  chain: z.object({ chainId: z.number(), rpcUrl: z.string() }),
  relay: z.object({ url: z.string() }),
})

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    process.stderr.write(`No devnet runs here: start one with ./start.sh (${String(error)})\n`)
    return process.exit(1)
  }
}

/** What the programs here need of the devnet that runs. */
export const readDevnet = () => {
  const { chain, relay, ...found } = shape.parse(readJson(file))
  return {
    deployment: deployment.parse(readJson(resolve(dirname(file), found.deployment))),
    chain: defineChain({
      ...foundry,
      id: chain.chainId,
      rpcUrls: { default: { http: [chain.rpcUrl] } },
    }),
    /** Coins, which are worth nothing here. */
    fund: async (address: string): Promise<void> => {
      const response = await fetch(`${relay.url}/v1/faucet`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ address: address.toLowerCase() }),
      })
      if (!response.ok) throw new Error(`the faucet gave nothing: ${await response.text()}`)
    },
  }
}
