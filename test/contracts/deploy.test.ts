import { encodeDeployData, toFunctionSelector } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pkpNftBytecode } from '../../src/registry/abi/pkp-nft-bytecode.ts'
import { pkpNftAbi } from '../../src/registry/abi/pkp-nft.ts'
import { readPkp } from '../../src/registry/read-pkp.ts'
import { sendChange } from '../support/permissions.ts'
import { mintPkp, owner } from '../support/pkps.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

let registry: TestRegistry
beforeAll(async () => {
  registry = await startRegistry()
})
afterAll(async () => registry.stop())

test('gives the contracts each other', async () => {
  const { chain, contracts } = registry
  const nft = { abi: pkpNftAbi, address: contracts.PkpNft }
  const read = async (functionName: 'nodeRegistry' | 'permissions') =>
    chain.readContract({ ...nft, functionName })
  expect(await read('nodeRegistry')).toBe(contracts.NodeRegistry)
  expect(await read('permissions')).toBe(contracts.PkpPermissions)
})

test('refuses permissions that serve another token contract', async () => {
  const { chain, contracts } = registry
  const data = encodeDeployData({
    abi: pkpNftAbi,
    bytecode: pkpNftBytecode,
    args: [contracts.NodeRegistry, contracts.PkpPermissions],
  })
  const selector = toFunctionSelector('PermissionsServeAnother(address,address)')
  await expect(chain.call({ data, account: owner })).rejects.toThrow(selector)
})

test('is read at a block, by its hash or number, as it was then', async () => {
  const { chain, contracts } = registry
  const { tokenId } = await mintPkp(registry, 'alice')
  const { hash, number } = await chain.getBlock()
  await sendChange(registry, owner, 'raiseSessionsValidFrom', [tokenId, 1n])
  const since = async (when: Parameters<typeof readPkp>[3]) =>
    (await readPkp(chain, contracts.PkpPermissions, tokenId, when)).sessionsValidFrom
  expect(await since({ blockHash: hash, requireCanonical: true })).toBe(0n)
  expect(await since({ blockNumber: number })).toBe(0n)
  expect(await since({ blockTag: 'latest' })).toBe(1n)
  const none = { blockHash: `0x${'11'.repeat(32)}`, requireCanonical: true } as const
  await expect(since(none)).rejects.toThrow(/block/i)
})
