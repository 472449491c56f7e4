import { dirname, resolve } from 'node:path'
import * as z from 'zod'
import type { Deployment } from '../../protocol/deployment.ts'
import { uint256, url } from '../../protocol/schemas.ts'
import { readDeployment } from '../deployment/deployment-file.ts'
import { readJson } from '../deployment/read-json.ts'

const wei = uint256.transform(BigInt)

const allowance = z.strictObject({
  /** How often, */
  many: z.int().min(1).max(1_000_000),
  /** within so many seconds. */
  seconds: z.int().min(1).max(31_536_000),
})
export type Allowance = z.infer<typeof allowance>

const file = z.strictObject({
  /** The deployment's file, and the key of the account that pays, relative to this file. */
  deployment: z.string().min(1),
  keyFile: z.string().min(1),
  rpcUrl: url,
  listen: z.strictObject({ host: z.string().min(1), port: z.int().min(0).max(65_535) }),
  /** Whether a proxy in front writes X-Forwarded-For; without one, callers could write it. */
  behindProxy: z.boolean().default(false),
  /** All that it spends in a day, gas included. */
  dailyBudget: wei.default(10n ** 18n),
  /** Below this balance it says that it is not ready; somebody should send it coins. */
  lowBalance: wei.default(10n ** 16n),
  mints: z
    .strictObject({ perCaller: allowance })
    .default({ perCaller: { many: 20, seconds: 3600 } }),
  /** Gas for PKPs: an account below `below` is brought to `to`. */
  topUps: z
    .strictObject({ below: wei, to: wei, perAccount: allowance, perCaller: allowance })
    .default({
      below: 10n ** 15n,
      to: 2n * 10n ** 15n,
      perAccount: { many: 1, seconds: 86_400 },
      perCaller: { many: 20, seconds: 86_400 },
    }),
  /** Coins for anybody: for chains on which they are worth nothing. */
  faucet: z.strictObject({ value: wei, perAccount: allowance, perCaller: allowance }).optional(),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type RelayConfig = Omit<z.infer<typeof file>, 'deployment'> & {
  readonly deployment: Deployment
}

export function loadRelayConfig(path: string): RelayConfig {
  const from = dirname(resolve(path))
  const config = readJson(path, 'the configuration', file)
  return {
    ...config,
    keyFile: resolve(from, config.keyFile),
    deployment: readDeployment(resolve(from, config.deployment)),
  }
}
