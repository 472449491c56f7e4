import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { createServer, type ViteDevServer } from 'vite'

/** The extension's screens from samples, without a worker; on loopback only. */
export const servePreview = async (port: number): Promise<ViteDevServer> => {
  const server = await createServer({
    configFile: false,
    root: resolve(import.meta.dirname, '../../src/popup'),
    cacheDir: resolve(import.meta.dirname, '../../node_modules/.cache/preview'),
    logLevel: 'warn',
    plugins: [react(), tailwindcss()],
    server: { host: '127.0.0.1', port, strictPort: true, fs: { strict: false } },
  })
  return server.listen()
}
