import { defineConfig } from 'vite'

// The command `assent`, for Node: our own code alone, a chunk for each command, so that a node
// never loads what only a devnet needs. Packages stay where npm put them.
export default defineConfig({
  publicDir: false,
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
        chunkFileNames: 'chunks/[name]-[hash].mjs',
      },
    },
  },
})
