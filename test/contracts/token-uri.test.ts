import { afterAll, beforeAll, expect, test } from 'vitest'
import { pkpNftAbi } from '../../src/registry/abi/pkp-nft.ts'
import { burned, mintPkp, toItself } from '../support/pkps.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { expectWellFormed } from '../support/xml.ts'

type Metadata = {
  readonly name: string
  readonly description: string
  readonly image: string
  readonly attributes: readonly { readonly trait_type: string; readonly value: string }[]
}

let registry: TestRegistry
beforeAll(async () => {
  registry = await startRegistry()
})
afterAll(async () => registry.stop())

async function metadata(tokenId: bigint): Promise<Metadata> {
  const uri = await registry.chain.readContract({
    abi: pkpNftAbi,
    address: registry.contracts.PkpNft,
    functionName: 'tokenURI',
    args: [tokenId],
  })
  return JSON.parse(unwrap(uri, 'application/json')) as Metadata
}

function unwrap(uri: string, type: string): string {
  const prefix = `data:${type};base64,`
  expect(uri.startsWith(prefix)).toBe(true)
  return Buffer.from(uri.slice(prefix.length), 'base64').toString('utf8')
}

const svgOf = ({ image }: Metadata) => unwrap(image, 'image/svg+xml')

test('names the PKP, says who it answers to, and shows a picture', async () => {
  const { tokenId, address } = await mintPkp(registry, 'alice')
  const found = await metadata(tokenId)
  const short = `${address.slice(0, 6)}...${address.slice(-4)}`
  expect(found.name).toBe(`PKP ${short}`)
  expect(found.description).not.toBe('')
  expect(found.attributes).toContainEqual({ trait_type: 'Address', value: address })
  expect(found.attributes).toContainEqual({ trait_type: 'Answers to', value: 'its owner' })
  const svg = svgOf(found)
  expectWellFormed(svg)
  expect(svg).toContain(short)
})

test('tells self-owned and burned PKPs apart', async () => {
  const { tokenId } = await mintPkp(registry, 'itself', toItself)
  const answers = async (id: bigint) =>
    (await metadata(id)).attributes.find(({ trait_type }) => trait_type === 'Answers to')?.value
  expect(await answers(tokenId)).toBe('itself')
  expect(await answers((await mintPkp(registry, 'burned', burned)).tokenId)).toBe('nobody')
})

test('draws every key its own picture, and one key the same picture again', async () => {
  const names = ['one', 'two', 'three', 'four', 'five', 'six']
  const pictures: string[] = []
  for (const name of names) {
    const { tokenId } = await mintPkp(registry, name)
    const svg = svgOf(await metadata(tokenId))
    expectWellFormed(svg)
    expect(svgOf(await metadata(tokenId))).toBe(svg)
    pictures.push(svg)
  }
  expect(new Set(pictures).size).toBe(names.length)
})
