import {
  BaseError,
  createTestClient,
  createWalletClient,
  decodeErrorResult,
  http,
  isHex,
  parseEther,
  parseEventLogs,
  publicActions,
  type Address,
  type Hex,
  type TransactionReceipt,
} from 'viem'
import { foundry } from 'viem/chains'
import { expect } from 'vitest'
import { nodeRegistryAbi } from '../../src/registry/abi/node-registry.ts'
import { pkpNftAbi } from '../../src/registry/abi/pkp-nft.ts'
import { pkpPermissionsAbi } from '../../src/registry/abi/pkp-permissions.ts'
import type { Call, Contracts } from '../../src/registry/contracts.ts'
import { deploy } from '../../src/registry/deploy.ts'
import { networkKeyStatement } from '../../src/registry/network-key-statement.ts'
import { networkKeyCall } from '../../src/registry/node-set-calls.ts'
import { readCurrentNodeSet } from '../../src/registry/read-current-node-set.ts'
import { waitForReceipt } from '../../src/registry/wait-for-receipt.ts'
import { startAnvil } from './anvil.ts'
import { accountOf, signedBy, testNodes, type TestNode } from './registry-nodes.ts'

const latest = { blockTag: 'latest' } as const
const abi = [...nodeRegistryAbi, ...pkpNftAbi, ...pkpPermissionsAbi]

export const networkKey: Hex = `0x8a${'5b'.repeat(95)}`

const testClient = (url: string) =>
  createTestClient({
    chain: foundry,
    mode: 'anvil',
    transport: http(url),
    pollingInterval: 10,
    cacheTime: 0,
  }).extend(publicActions)

export type TestRegistry = {
  readonly chain: ReturnType<typeof testClient>
  readonly contracts: Contracts
  readonly nodes: readonly TestNode[]
  readonly place: { readonly chainId: number; readonly contract: Address }
  readonly nftPlace: { readonly chainId: number; readonly contract: Address }
  readonly stop: () => Promise<void>
}

/** Contracts on a chain of their own; with a network key unless told otherwise. */
export async function startRegistry(
  options: {
    readonly count?: number
    readonly genesis?: boolean
    /** One that somebody holds, where it has to sign. */
    readonly networkKey?: Hex
    readonly nodes?: readonly TestNode[]
  } = {},
): Promise<TestRegistry> {
  const anvil = await startAnvil()
  const chain = testClient(anvil.url)
  const account = accountOf('deployer')
  await chain.setBalance({ address: account.address, value: parseEther('100') })
  const deployer = createWalletClient({ account, chain: foundry, transport: http(anvil.url) })
  const nodes = options.nodes ?? testNodes(options.count ?? 3)
  const contracts = await deploy(
    chain,
    deployer,
    nodes.map(({ record }) => record),
  )
  const registry: TestRegistry = {
    chain,
    contracts,
    nodes,
    place: { chainId: foundry.id, contract: contracts.NodeRegistry },
    nftPlace: { chainId: foundry.id, contract: contracts.PkpNft },
    stop: anvil.stop,
  }
  if (options.genesis !== true)
    await send(registry, await firstKeyCall(registry, options.networkKey))
  return registry
}

export async function firstKeyCall(registry: TestRegistry, key: Hex = networkKey): Promise<Call> {
  const { head, epoch } = await currentSet(registry)
  const statement = networkKeyStatement(registry.place, {
    previous: head,
    epoch,
    networkKey: key,
  })
  const signatures = await signedBy(registry.nodes, statement)
  return networkKeyCall(registry.contracts.NodeRegistry, key, signatures)
}

export const currentSet = async ({ chain, contracts }: TestRegistry) =>
  readCurrentNodeSet(chain, contracts.NodeRegistry, latest)

/** Sends as an account, whoever holds its key, and waits until it is mined and taken. */
export async function send(
  { chain }: TestRegistry,
  call: Call,
  from: Address = accountOf('relay').address,
): Promise<TransactionReceipt> {
  await chain.setBalance({ address: from, value: parseEther('10') })
  await chain.impersonateAccount({ address: from })
  const hash = await chain.request({
    method: 'eth_sendTransaction',
    params: [{ from, ...call }],
  } as never)
  const receipt = await waitForReceipt(chain, hash)
  expect(receipt.status).toBe('success')
  return receipt
}

/** The name of a contract's error, and its arguments. */
export type Refusal = { readonly name: string; readonly args: readonly unknown[] }

/** What a contract says to a call, or undefined if it takes it. Nothing changes on the chain. */
export async function refusalOf(
  { chain }: TestRegistry,
  call: Call,
  from: Address = accountOf('relay').address,
): Promise<Refusal | undefined> {
  try {
    await chain.call({ ...call, account: from })
    return undefined
  } catch (error) {
    if (!(error instanceof BaseError)) throw error
    const reverted = error.walk((cause) => isHex((cause as { data?: unknown }).data))
    if (reverted === null) throw error
    const { data } = reverted as unknown as { data: Hex }
    const { errorName, args } = decodeErrorResult({ abi, data })
    return { name: errorName, args: args ?? [] }
  }
}

/** Expects a refusal, and that its twin is taken: so it was refused for this and nothing else. */
export async function expectRefused(
  registry: TestRegistry,
  refused: { readonly call: Call; readonly from?: Address },
  name: string,
  args?: readonly unknown[],
): Promise<void> {
  const refusal = await refusalOf(registry, refused.call, refused.from)
  expect(refusal?.name).toBe(name)
  if (args !== undefined) expect(refusal?.args).toEqual(args)
}

export async function expectTaken(
  registry: TestRegistry,
  call: Call,
  from?: Address,
): Promise<void> {
  expect(await refusalOf(registry, call, from)).toBeUndefined()
}

/** What a transaction told indexers, as name and arguments. */
export const eventsOf = ({ logs }: TransactionReceipt) =>
  parseEventLogs({ abi, logs }).map(({ eventName, args }) => ({ name: eventName, args }))
