import * as z from 'zod'
import type { Deployment } from '../../protocol/deployment.ts'
import { ask, RpcError } from '../../quorum/network/rpc.ts'
import { sleep } from '../../quorum/parts.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'

export type RegistryRpc = <T>(
  method: string,
  params: readonly unknown[],
  schema: z.ZodType<T>,
) => Promise<T>

/** The chain of the registry, by whichever of its RPCs answers; what one refuses is refused. */
export const registryRpc =
  ({ fetch, now }: Pick<Parts, 'fetch' | 'now'>, { chain }: Deployment): RegistryRpc =>
  async (method, params, schema) => {
    let last: unknown
    for (const url of chain.rpcUrls) {
      try {
        return await ask({ fetch, now, sleep }, url, method, params, schema)
      } catch (error) {
        last = error
        if (error instanceof RpcError && error.kind !== 'unreachable') break
      }
    }
    const said = last instanceof Error ? last.message : String(last)
    const reverted = last instanceof RpcError && last.kind === 'reverted'
    throw new WalletProblem(
      reverted ? 'transaction-failed' : 'chain-failed',
      `the chain of the registry refuses: ${said}`,
      { cause: last },
    )
  }

export const quantity = z
  .string()
  .regex(/^0x[0-9a-f]{1,64}$/i)
  .transform((text) => BigInt(text))
