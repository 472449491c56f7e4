import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseOptions } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { expect, onTestFinished, test } from 'vitest'

/** Files by path, each with what it imports: a module, or `type` and a module. */
type Tree = Readonly<Record<string, readonly string[]>>

type Case = {
  readonly name: string
  readonly refused: Tree
  /** The same need, met in a permitted way. */
  readonly accepted: Tree
  /** Rule, file and import of each complaint; an import of nothing permitted is `not-in-allowed`. */
  readonly complaints: readonly string[]
}

const cases: readonly Case[] = [
  {
    name: 'threshold knows no payloads',
    refused: {
      'src/threshold/a.ts': ['../payloads/evm.ts'],
      'src/payloads/evm.ts': [],
    },
    accepted: {
      'src/protocol/a.ts': ['../payloads/evm.ts'],
      'src/payloads/evm.ts': [],
    },
    complaints: ['not-in-allowed: src/threshold/a.ts -> src/payloads/evm.ts'],
  },
  {
    name: 'payloads know no threshold',
    refused: {
      'src/payloads/a.ts': ['../threshold/b.ts'],
      'src/threshold/b.ts': [],
    },
    accepted: {
      'src/payloads/a.ts': ['./b.ts'],
      'src/payloads/b.ts': [],
    },
    complaints: ['not-in-allowed: src/payloads/a.ts -> src/threshold/b.ts'],
  },
  {
    name: 'payloads build on noble and scure alone',
    refused: { 'src/payloads/a.ts': ['viem'] },
    accepted: { 'src/payloads/a.ts': ['@noble/curves'], 'src/registry/a.ts': ['viem'] },
    complaints: ['not-in-allowed: src/payloads/a.ts -> node_modules/viem/index.js'],
  },
  {
    name: 'threshold reads no files',
    refused: { 'src/threshold/a.ts': ['node:fs'] },
    accepted: { 'src/nodes/node/store/a.ts': ['node:fs'] },
    complaints: ['not-in-allowed: src/threshold/a.ts -> fs'],
  },
  {
    name: 'one file of threshold meets node:crypto',
    refused: { 'src/threshold/primitives/portable.ts': ['node:crypto'] },
    accepted: { 'src/threshold/primitives/native.ts': ['node:crypto'] },
    complaints: ['not-in-allowed: src/threshold/primitives/portable.ts -> crypto'],
  },
  {
    name: 'threshold builds on noble alone',
    refused: { 'src/threshold/a.ts': ['viem'] },
    accepted: { 'src/threshold/a.ts': ['@noble/curves'], 'src/registry/a.ts': ['viem'] },
    complaints: ['not-in-allowed: src/threshold/a.ts -> node_modules/viem/index.js'],
  },
  {
    name: 'what a browser runs uses nothing of Node',
    refused: { 'src/payloads/a.ts': ['node:buffer'] },
    accepted: { 'src/nodes/node/a.ts': ['node:buffer'] },
    complaints: ['not-in-allowed: src/payloads/a.ts -> buffer'],
  },
  {
    name: 'quorum takes from threshold what joins and checks',
    refused: {
      'src/quorum/a.ts': ['../threshold/ecdsa/presign.ts'],
      'src/threshold/ecdsa/presign.ts': [],
    },
    accepted: {
      'src/quorum/a.ts': ['../threshold/ecdsa/combine.ts'],
      'src/threshold/ecdsa/combine.ts': [],
    },
    complaints: ['not-in-allowed: src/quorum/a.ts -> src/threshold/ecdsa/presign.ts'],
  },
  {
    name: 'quorum does not reach node:crypto through others',
    refused: {
      'src/quorum/a.ts': ['../threshold/ecdsa/combine.ts'],
      'src/threshold/ecdsa/combine.ts': ['../primitives/native.ts'],
      'src/threshold/primitives/native.ts': ['node:crypto'],
    },
    accepted: {
      'src/quorum/a.ts': ['../threshold/ecdsa/combine.ts'],
      'src/threshold/ecdsa/combine.ts': ['../primitives/portable.ts'],
      'src/threshold/primitives/portable.ts': ['@noble/curves'],
    },
    complaints: [
      'quorum-reaches-no-ceremony: src/quorum/a.ts -> crypto',
      'quorum-reaches-no-ceremony: src/threshold/ecdsa/combine.ts -> crypto',
    ],
  },
  {
    name: 'quorum does not reach a ceremony through others',
    refused: {
      'src/quorum/a.ts': ['../threshold/ecdsa/combine.ts'],
      'src/threshold/ecdsa/combine.ts': ['../ceremony/message.ts'],
      'src/threshold/ceremony/message.ts': [],
    },
    accepted: {
      'src/nodes/node/a.ts': ['../../threshold/ecdsa/presign.ts'],
      'src/threshold/ecdsa/presign.ts': ['../ceremony/message.ts'],
      'src/threshold/ceremony/message.ts': [],
    },
    complaints: ['src/quorum/a.ts', 'src/threshold/ecdsa/combine.ts'].map(
      (file) => `quorum-reaches-no-ceremony: ${file} -> src/threshold/ceremony/message.ts`,
    ),
  },
  {
    name: 'popup knows no quorum',
    refused: { 'src/popup/a.ts': ['../quorum/b.ts'], 'src/quorum/b.ts': [] },
    accepted: { 'src/background/a.ts': ['../quorum/b.ts'], 'src/quorum/b.ts': [] },
    complaints: ['not-in-allowed: src/popup/a.ts -> src/quorum/b.ts'],
  },
  {
    name: 'popup knows background by its types',
    refused: { 'src/popup/a.ts': ['../background/b.ts'], 'src/background/b.ts': [] },
    accepted: { 'src/popup/a.ts': ['type ../background/b.ts'], 'src/background/b.ts': [] },
    complaints: ['not-in-allowed: src/popup/a.ts -> src/background/b.ts'],
  },
  {
    name: 'content knows messages alone',
    refused: { 'src/content/a.ts': ['../background/b.ts'], 'src/background/b.ts': [] },
    accepted: { 'src/content/a.ts': ['../messages/b.ts'], 'src/messages/b.ts': [] },
    complaints: ['not-in-allowed: src/content/a.ts -> src/background/b.ts'],
  },
  {
    name: 'content borrows no types of background',
    refused: { 'src/content/a.ts': ['type ../background/b.ts'], 'src/background/b.ts': [] },
    accepted: { 'src/content/a.ts': ['type ../messages/b.ts'], 'src/messages/b.ts': [] },
    complaints: ['not-in-allowed: src/content/a.ts -> src/background/b.ts'],
  },
  {
    name: 'the extension knows no nodes',
    refused: { 'src/background/a.ts': ['../nodes/node/b.ts'], 'src/nodes/node/b.ts': [] },
    accepted: { 'src/nodes/cli/a.ts': ['../node/b.ts'], 'src/nodes/node/b.ts': [] },
    complaints: ['not-in-allowed: src/background/a.ts -> src/nodes/node/b.ts'],
  },
  {
    name: 'nodes know nothing of the extension',
    refused: { 'src/nodes/node/a.ts': ['../../messages/b.ts'], 'src/messages/b.ts': [] },
    accepted: { 'src/nodes/node/a.ts': ['../../protocol/b.ts'], 'src/protocol/b.ts': [] },
    complaints: ['not-in-allowed: src/nodes/node/a.ts -> src/messages/b.ts'],
  },
  {
    name: 'a node is no client',
    refused: { 'src/nodes/node/a.ts': ['../../quorum/b.ts'], 'src/quorum/b.ts': [] },
    accepted: { 'src/nodes/cli/a.ts': ['../../quorum/b.ts'], 'src/quorum/b.ts': [] },
    complaints: ['not-in-allowed: src/nodes/node/a.ts -> src/quorum/b.ts'],
  },
  {
    name: 'a devnet starts nodes and looks into none',
    refused: { 'src/nodes/devnet/a.ts': ['../node/peers.ts'], 'src/nodes/node/peers.ts': [] },
    accepted: { 'src/nodes/devnet/a.ts': ['../node/main.ts'], 'src/nodes/node/main.ts': [] },
    complaints: ['not-in-allowed: src/nodes/devnet/a.ts -> src/nodes/node/peers.ts'],
  },
  {
    name: 'a devnet starts a relay, and looks into none',
    refused: { 'src/nodes/devnet/a.ts': ['../relay/b.ts'], 'src/nodes/relay/b.ts': [] },
    accepted: { 'src/nodes/cli/a.ts': ['../relay/b.ts'], 'src/nodes/relay/b.ts': [] },
    complaints: ['not-in-allowed: src/nodes/devnet/a.ts -> src/nodes/relay/b.ts'],
  },
  {
    name: 'a relay looks into no node',
    refused: { 'src/nodes/relay/a.ts': ['../node/b.ts'], 'src/nodes/node/b.ts': [] },
    accepted: { 'src/nodes/relay/a.ts': ['../deployment/b.ts'], 'src/nodes/deployment/b.ts': [] },
    complaints: ['not-in-allowed: src/nodes/relay/a.ts -> src/nodes/node/b.ts'],
  },
  {
    name: 'a node deploys nothing',
    refused: { 'src/nodes/node/a.ts': ['../deployment/b.ts'], 'src/nodes/deployment/b.ts': [] },
    accepted: { 'src/nodes/devnet/a.ts': ['../deployment/b.ts'], 'src/nodes/deployment/b.ts': [] },
    complaints: ['not-in-allowed: src/nodes/node/a.ts -> src/nodes/deployment/b.ts'],
  },
  {
    name: 'the store alone touches shares',
    refused: {
      'src/nodes/node/ceremonies/a.ts': ['../store/shares.ts'],
      'src/nodes/node/store/shares.ts': [],
    },
    accepted: {
      'src/nodes/node/store/store.ts': ['./shares.ts', 'libsql'],
      'src/nodes/node/store/shares.ts': [],
    },
    complaints: [
      'one-room-opens-the-store: src/nodes/node/ceremonies/a.ts -> src/nodes/node/store/shares.ts',
    ],
  },
  {
    name: 'the store alone opens a database',
    refused: { 'src/nodes/node/ceremonies/a.ts': ['libsql'] },
    accepted: { 'src/nodes/node/store/a.ts': ['libsql'] },
    complaints: [
      'one-room-opens-the-store: src/nodes/node/ceremonies/a.ts -> node_modules/libsql/index.js',
    ],
  },
  {
    name: 'a room that nobody planned knows nobody',
    refused: { 'src/helpers/a.ts': ['../payloads/b.ts'], 'src/payloads/b.ts': [] },
    accepted: { 'src/protocol/a.ts': ['../payloads/b.ts'], 'src/payloads/b.ts': [] },
    complaints: ['not-in-allowed: src/helpers/a.ts -> src/payloads/b.ts'],
  },
  {
    name: 'no two files need each other',
    refused: { 'src/payloads/a.ts': ['./b.ts'], 'src/payloads/b.ts': ['./a.ts'] },
    accepted: { 'src/payloads/a.ts': ['./b.ts'], 'src/payloads/b.ts': [] },
    complaints: ['no-cycle: src/payloads/a.ts -> src/payloads/b.ts'],
  },
  {
    name: 'the product uses nothing of its tests',
    refused: { 'src/payloads/a.ts': ['./b.test.ts'], 'src/payloads/b.test.ts': [] },
    accepted: {
      'src/payloads/a.test.ts': ['./b.test.ts', 'node:fs', '../quorum/c.ts'],
      'src/payloads/b.test.ts': [],
      'src/quorum/c.ts': [],
    },
    complaints: [
      'no-test-in-product: src/payloads/a.ts -> src/payloads/b.test.ts',
      'not-in-allowed: src/payloads/a.ts -> src/payloads/b.test.ts',
    ],
  },
  {
    name: 'the product uses nothing of test/',
    refused: { 'src/payloads/a.ts': ['../../test/support/b.ts'], 'test/support/b.ts': [] },
    accepted: {
      'src/payloads/a.test.ts': ['../../test/support/b.ts'],
      'test/support/b.ts': ['node:fs'],
    },
    complaints: [
      'no-test-in-product: src/payloads/a.ts -> test/support/b.ts',
      'not-in-allowed: src/payloads/a.ts -> test/support/b.ts',
    ],
  },
  {
    name: 'the product uses no development package',
    refused: { 'src/registry/a.ts': ['vitest'] },
    accepted: { 'src/registry/a.test.ts': ['vitest'] },
    complaints: [
      'no-development-package-in-product: src/registry/a.ts -> node_modules/vitest/index.js',
    ],
  },
]

test.each(cases)('$name', async ({ refused, accepted, complaints }) => {
  expect(await complaintsAbout(refused)).toEqual(complaints)
  expect(await complaintsAbout(accepted)).toEqual([])
})

const packages = {
  dependencies: ['@noble/curves', 'libsql', 'viem'],
  devDependencies: ['vitest'],
}

const rules: ICruiseOptions = await extractDepcruiseOptions(
  fileURLToPath(new URL('../../.dependency-cruiser.mjs', import.meta.url)),
)

async function complaintsAbout(tree: Tree): Promise<readonly string[]> {
  const baseDir = await plant(tree)
  const { output } = await cruise(['src'], { ...rules, baseDir })
  if (typeof output === 'string') throw new TypeError('dependency-cruiser returned text')
  return output.summary.violations
    .map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)
    .toSorted()
}

async function plant(tree: Tree): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'assent-imports-'))
  onTestFinished(async () => rm(root, { recursive: true }))
  const files = {
    ...Object.fromEntries(Object.entries(tree).map(([path, imports]) => [path, source(imports)])),
    'package.json': JSON.stringify({
      dependencies: versions(packages.dependencies),
      devDependencies: versions(packages.devDependencies),
    }),
    ...Object.fromEntries(
      [...packages.dependencies, ...packages.devDependencies].map((name) => [
        `node_modules/${name}/index.js`,
        '',
      ]),
    ),
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, dirname(path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

function source(imports: readonly string[]): string {
  const lines = imports.map((entry, place) => {
    const [module, kind] = entry.split(' ').toReversed()
    return `import ${kind ?? ''} { a as a${place} } from '${module}'`
  })
  return [...lines, 'export const a = 1', ''].join('\n')
}

function versions(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '1.0.0']))
}
