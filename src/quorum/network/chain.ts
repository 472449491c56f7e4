import type { Abi, Address, PublicClient } from 'viem'
import { decodeFunctionResult, encodeFunctionData } from 'viem/utils'
import * as z from 'zod'
import type { Hex } from '../../payloads/encoding/hex.ts'
import { QuorumError } from '../errors.ts'
import type { Parts } from '../parts.ts'
import { ask, RpcError } from './rpc.ts'

/** The registry's chain, as far as a wallet reads it. */
export type Chain = {
  /** For the readers of `src/registry`. */
  readonly client: PublicClient
  /** The newest block that will stay, by the one that is behind where two RPCs are asked. */
  finalBlock(): Promise<{ readonly number: bigint; readonly hash: Hex }>
}

const block = z.object({
  number: z.custom<Hex>((value) => typeof value === 'string' && /^0x[\da-f]+$/.test(value)),
  hash: z.custom<Hex>((value) => typeof value === 'string' && /^0x[\da-f]{64}$/.test(value)),
})

const bytes = z.custom<Hex>((value) => typeof value === 'string' && /^0x(?:..)*$/.test(value))

type Read = {
  readonly abi: Abi
  readonly address: Address
  readonly functionName: string
  readonly args?: readonly unknown[]
  readonly blockHash?: Hex
  readonly blockTag?: string
}

/**
 * Two RPCs are asked where there are two, and must say the same of the same block; with one of them
 * down the other is believed. What has to be certain is certain by the network's signature, and
 * not by this.
 */
export const openChain = (
  parts: Pick<Parts, 'fetch' | 'now' | 'sleep'>,
  chainId: number,
  urls: readonly string[],
): Chain => {
  const checked = new Set<string>()

  const askOne = async <T>(
    url: string,
    method: string,
    params: readonly unknown[],
    answer: z.ZodType<T>,
  ): Promise<T> => {
    if (!checked.has(url)) {
      const id = await ask(parts, url, 'eth_chainId', [], bytesOrNumber)
      if (BigInt(id) !== BigInt(chainId)) {
        throw new QuorumError(
          'untrusted-registry',
          `the RPC ${hostOf(url)} serves chain ${BigInt(id)}, and the registry is on ${chainId}: ` +
            'give the URL of another RPC',
        )
      }
      checked.add(url)
    }
    return ask(parts, url, method, params, answer)
  }

  /** Answers of at most two RPCs, the first that give one. */
  const askTwo = async <T>(
    method: string,
    params: readonly unknown[],
    answer: z.ZodType<T>,
  ): Promise<readonly { readonly url: string; readonly value: T }[]> => {
    const answers: { readonly url: string; readonly value: T }[] = []
    const errors: unknown[] = []
    const asked = [...urls]
    // When nobody answers they are asked once more: one call that is lost is no network that is.
    const again = [...urls]
    while (asked.length > 0 && answers.length < 2) {
      const batch = asked.splice(0, 2 - answers.length)
      const settled = await Promise.allSettled(
        batch.map(async (url) => ({ url, value: await askOne(url, method, params, answer) })),
      )
      for (const one of settled) {
        if (one.status === 'fulfilled') answers.push(one.value)
        else errors.push(one.reason)
      }
      if (asked.length === 0 && answers.length === 0 && errors.every(isUnreachable)) {
        asked.push(...again.splice(0))
      }
    }
    if (answers.length > 0) return answers
    throw chainError(errors)
  }

  const readContract = async (read: Read): Promise<unknown> => {
    const { abi, address, functionName, args = [] } = read
    const data = encodeFunctionData({ abi, functionName, args })
    const at =
      read.blockHash === undefined
        ? (read.blockTag ?? 'finalized')
        : { blockHash: read.blockHash, requireCanonical: true }
    const [first, second] = await askTwo('eth_call', [{ to: address, data }, at], bytes)
    if (first === undefined) throw new QuorumError('chain-failed', 'no RPC is configured')
    if (second !== undefined && second.value !== first.value && read.blockHash !== undefined) {
      throw twoStories(first.url, second.url)
    }
    return decodeFunctionResult({ abi, functionName, args, data: first.value })
  }

  return {
    // The registry's readers use nothing else of a client, and a whole one would load code while
    // it runs, which a service worker may not.
    client: { readContract } as unknown as PublicClient,
    async finalBlock() {
      const answers = await askTwo('eth_getBlockByNumber', ['finalized', false], block)
      const blocks = answers.map(({ url, value }) => ({ url, ...value }))
      const [lower, higher] = blocks.toSorted((a, b) =>
        BigInt(a.number) < BigInt(b.number) ? -1 : 1,
      )
      if (lower === undefined) throw new QuorumError('chain-failed', 'no RPC is configured')
      if (higher !== undefined) {
        const same = await askOne(higher.url, 'eth_getBlockByNumber', [lower.number, false], block)
        if (same.hash !== lower.hash) throw twoStories(lower.url, higher.url)
      }
      return { number: BigInt(lower.number), hash: lower.hash }
    },
  }
}

const bytesOrNumber = z
  .string()
  .regex(/^0x[\da-f]+$/)
  .max(18)

const hostOf = (url: string): string => new URL(url).host

const twoStories = (a: string, b: string): QuorumError =>
  new QuorumError(
    'untrusted-registry',
    `the RPCs ${hostOf(a)} and ${hostOf(b)} tell different stories of one block: one of them lies`,
  )

const isUnreachable = (error: unknown): boolean =>
  error instanceof RpcError && error.kind === 'unreachable'

const chainError = (errors: readonly unknown[]): Error => {
  const known = errors.find((error) => error instanceof QuorumError)
  if (known !== undefined) return known
  const said = errors.find((error) => error instanceof RpcError && error.kind !== 'unreachable')
  if (said instanceof RpcError) {
    return new QuorumError('chain-failed', `the chain's RPC refused: ${said.message}`, {
      cause: said,
    })
  }
  return new QuorumError('no-network', 'no RPC of the chain answers: look at the connection', {
    cause: errors[0],
  })
}
