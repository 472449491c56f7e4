import { defineConfig } from 'vite'

// The command `assent`, for Node: a chunk for each command, so that a node never loads what only a
// devnet needs. Packages stay where npm put them, but for the large ones of which a node uses a
// little: bundled, what is not used is not in its memory.
/** What dies young in a node is small; more room for it is memory that an idle node only keeps. */
const youngGeneration = '--max-semi-space-size=4'

export default defineConfig({
  publicDir: false,
  ssr: { noExternal: ['viem', 'ox', 'abitype', 'zod', 'hono', 'jose'] },
  build: {
    ssr: 'src/nodes/cli/main.ts',
    target: 'node20',
    outDir: 'dist/nodes',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      output: {
        entryFileNames: 'assent.mjs',
        banner: ({ isEntry }) => (isEntry ? `#!/usr/bin/env -S node ${youngGeneration}` : ''),
        chunkFileNames: 'chunks/[name]-[hash].mjs',
      },
    },
  },
})
