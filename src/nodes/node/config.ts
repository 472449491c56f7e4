import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import * as z from 'zod'
import { deployment, type Deployment } from '../../protocol/deployment.ts'
import { party, url } from '../../protocol/schemas.ts'
import { chainOptions } from './chain/chain-options.ts'
import { walletOptions } from './http/wallet-options.ts'
import { reasonOf, SetupProblem } from './problem.ts'

const address = z.strictObject({
  host: z.string().min(1),
  /** 0 takes any that is free; for tests. */
  port: z.int().min(0).max(65_535),
})
export type ListenAddress = z.infer<typeof address>

const file = z.strictObject({
  /** The deployment's file, and the node's own directory, relative to this file. */
  deployment: z.string().min(1),
  party,
  dir: z.string().min(1),
  wallet: address,
  peers: address,
  /** Health, readiness, metrics and activity; keep it away from the world. */
  admin: address,
  /** Two that belong to different people; they must agree on every block. */
  rpcUrls: z.tuple([url, url]),
  /** How many keys wait for whoever mints next. */
  pool: z.int().min(0).max(64).default(4),
  /** How the registry's chain is watched. */
  chain: chainOptions.prefault({}),
  /** How much is done for wallets. */
  wallets: walletOptions.prefault({}),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

export type NodeConfig = Omit<z.infer<typeof file>, 'deployment'> & {
  readonly deployment: Deployment
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Every value of the file under the name by which the environment may give it instead. */
const overrides: Readonly<Record<string, readonly string[]>> = {
  ASSENT_DEPLOYMENT: ['deployment'],
  ASSENT_PARTY: ['party'],
  ASSENT_DIR: ['dir'],
  ASSENT_WALLET_HOST: ['wallet', 'host'],
  ASSENT_WALLET_PORT: ['wallet', 'port'],
  ASSENT_PEERS_HOST: ['peers', 'host'],
  ASSENT_PEERS_PORT: ['peers', 'port'],
  ASSENT_ADMIN_HOST: ['admin', 'host'],
  ASSENT_ADMIN_PORT: ['admin', 'port'],
  ASSENT_RPC_URLS: ['rpcUrls'],
  ASSENT_POOL: ['pool'],
  ASSENT_LOG_LEVEL: ['logLevel'],
}

const numbers = new Set(['party', 'port', 'pool'])

/** Reads a node's configuration; what is wrong with it is said all at once. */
export const loadConfig = (path: string, environment: Environment = process.env): NodeConfig => {
  const from = dirname(resolve(path))
  const given = overridden(readJson(path, 'the configuration'), environment)
  const config = check(file, given, path)
  const deploymentFile = resolve(from, config.deployment)
  return {
    ...config,
    dir: resolve(from, config.dir),
    deployment: check(deployment, readJson(deploymentFile, 'the deployment'), deploymentFile),
  }
}

const overridden = (base: unknown, environment: Environment): unknown => {
  let config = base
  for (const [name, path] of Object.entries(overrides)) {
    const text = environment[name]
    if (text !== undefined && text !== '') config = withValue(config, path, valueOf(path, text))
  }
  return config
}

const valueOf = (path: readonly string[], text: string): unknown => {
  const name = path.at(-1) ?? ''
  if (name === 'rpcUrls') return text.split(',').map((part) => part.trim())
  return numbers.has(name) ? Number(text) : text
}

const withValue = (base: unknown, path: readonly string[], value: unknown): unknown => {
  const [name, ...rest] = path
  if (name === undefined) return value
  const object = typeof base === 'object' && base !== null ? base : {}
  const inside = (object as Readonly<Record<string, unknown>>)[name]
  return { ...object, [name]: withValue(inside, rest, value) }
}

const readJson = (path: string, what: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new SetupProblem(`cannot read ${what} in ${path}: ${reasonOf(error)}`)
  }
}

const check = <T>(schema: z.ZodType<T>, value: unknown, path: string): T => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.') || 'the file'}: ${issue.message}`,
  )
  throw new SetupProblem(`mend ${path}:\n${problems.join('\n')}`)
}
