import { crx } from '@crxjs/vite-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'
import { knownHostsPlugin } from './known-hosts.ts'
import { manifestFor } from './manifest-for.ts'
import type { ExtensionOptions } from './options.ts'
import { readBuiltIn } from './read-built-in.ts'

/** How Vite makes the extension. The same sources and options give the same bytes. */
export const extensionConfig = (options: ExtensionOptions): InlineConfig => {
  const { deployment, development, outDir } = options
  const browser = options.browser === 'chromium' ? 'chrome' : 'firefox'
  return {
    publicDir: false,
    plugins: [
      react(),
      tailwindcss(),
      knownHostsPlugin(),
      crx({ manifest: manifestFor(options), browser }),
    ],
    define: {
      // All that a build adds to the sources; src/background/built-in.ts reads it.
      __ASSENT_BUILT_IN__: JSON.stringify({ deployment: readBuiltIn(deployment), development }),
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: ['chrome120', 'firefox142'],
      sourcemap: false,
      // It preloads by fetching from the page; what an extension loads is on the disk.
      modulePreload: false,
      reportCompressedSize: false,
    },
  }
}
