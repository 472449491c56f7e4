import { build, type Rollup } from 'vite'
import { expect, test } from 'vitest'

const entries = [
  'accounts/signer',
  'accounts/to-offline-signer',
  'accounts/to-viem-account',
  'keys/list-keys',
  'keys/mint-key',
  'network/connect',
  'sessions/end-session',
  'sessions/list-sessions',
  'sessions/sign-in',
  'signing/open-presignature',
  'signing/sign',
]

test('a service worker can run all of it: nothing of Node, and no code that loads while it runs', async () => {
  const name = 'virtual:everything'
  const source = entries.map((file) => `export * from '/src/quorum/${file}.ts'`).join('\n')
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'everything',
        enforce: 'pre',
        resolveId: (id) => (id === name ? id : undefined),
        load: (id) => (id === name ? source : undefined),
      },
    ],
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input: name, preserveEntrySignatures: 'strict' },
    },
  })) as Rollup.RollupOutput
  const chunks = built.output
  expect(chunks).toHaveLength(1)
  const [chunk] = chunks
  if (chunk?.type !== 'chunk') throw new Error('no code came out')
  expect(chunk.exports).toEqual(expect.arrayContaining(['connect', 'mintKey', 'sign']))
  expect(chunk.imports).toEqual([])
  expect(chunk.dynamicImports).toEqual([])
  expect(Object.keys(chunk.modules).filter((id) => id.includes('browser-external'))).toEqual([])
})
