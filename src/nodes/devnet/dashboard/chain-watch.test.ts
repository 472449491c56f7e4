import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendChange } from '../../../../test/support/permissions.ts'
import { burned, mintPkp, owner, stranger, toItself } from '../../../../test/support/pkps.ts'
import { startRegistry, type TestRegistry } from '../../../../test/support/registry.ts'
import type { Deployment } from '../../../protocol/deployment.ts'
import { watchChain } from './chain-watch.ts'

let registry: TestRegistry
beforeAll(async () => {
  registry = await startRegistry()
})
afterAll(async () => registry.stop())

const watch = () =>
  watchChain(registry.chain, 'http://127.0.0.1:1', {
    chain: { chainId: 31_337 },
    contracts: registry.contracts,
    identityProviders: [],
  } as unknown as Deployment)

test('shows PKPs with picture, owner and who may use them, the youngest first', async () => {
  const { look } = watch()
  expect((await look()).pkps).toEqual([])
  await mintPkp(registry, 'owned')
  await mintPkp(registry, 'itself', toItself)
  await mintPkp(registry, 'burned', burned)
  const { pkps, chain } = await look()
  expect(pkps.map((pkp) => pkp.owner.kind)).toEqual(['burned', 'itself', 'address'])
  expect(pkps[2]?.owner.address).toBe(owner)
  expect(pkps[2]?.permitted).toMatchObject([{ method: 'Google', scopes: ['sign anything'] }])
  expect(pkps[0]?.picture).toMatch(/^data:image\/svg\+xml;base64,/)
  expect(chain.head).toBeGreaterThan(chain.final)
})

test('reads a PKP again when its owner or permissions changed', async () => {
  const { look } = watch()
  const { tokenId } = await mintPkp(registry, 'changing')
  const shown = async () => (await look()).pkps.find((pkp) => pkp.tokenId === tokenId.toString())
  expect((await shown())?.permitted).toHaveLength(1)
  await sendChange(registry, owner, 'addPermittedAddress', [tokenId, stranger, [2n]])
  expect((await shown())?.permitted.at(-1)).toMatchObject({
    method: 'address',
    scopes: ['sign messages'],
  })
})
