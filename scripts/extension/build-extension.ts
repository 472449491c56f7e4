import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { browsers, type BrowserName } from './options.ts'
import { stateOf } from './state-of.ts'

export type BuildOptions = {
  readonly deployment: string
  readonly development: boolean
  /** Gets a folder for each browser. */
  readonly outDir: string
  readonly browsers?: readonly BrowserName[]
}

/** Builds for each browser, unless what is there was built from the same; true if it did. */
export async function buildExtension(options: BuildOptions): Promise<boolean> {
  const outDir = resolve(options.outDir)
  const deployment = resolve(options.deployment)
  const wanted = options.browsers ?? browsers
  const stamp = join(outDir, 'built-from')
  const state = stateOf({ ...options, deployment, browsers: wanted })
  const isThere = wanted.every((browser) => existsSync(join(outDir, browser, 'manifest.json')))
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return false
  // Whoever builds, a test too, builds what people get.
  process.env['NODE_ENV'] = 'production'
  // Only now: these take longer to load than it takes to see that nothing has changed.
  const { build } = await import('vite')
  const { extensionConfig } = await import('./extension-config.ts')
  mkdirSync(outDir, { recursive: true })
  writeFileSync(stamp, '')
  for (const browser of wanted) {
    const config = extensionConfig({
      browser,
      deployment,
      development: options.development,
      outDir: join(outDir, browser),
    })
    await build({ ...config, configFile: false, logLevel: 'warn' })
  }
  writeFileSync(stamp, state)
  return true
}
