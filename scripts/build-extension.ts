// Builds the extension for both browsers, and says how large it became.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { extensionId } from '../src/nodes/devnet/extension/extension-id.ts'
import { buildExtension } from './extension/build-extension.ts'
import { developmentKey } from './extension/development-key.ts'
import { isTooLarge, measure, sizeLines } from './extension/measure.ts'
import { browsers } from './extension/options.ts'

const usage = `Usage: npm run build:extension -- [--deployment FILE] [--development] [--out DIR]

  --deployment FILE  whose nodes it speaks to; deployment.json beside manifest.json, or what
                     ASSENT_DEPLOYMENT names, unless told otherwise
  --development      for a devnet: named so, and with the id ${extensionId(developmentKey)}
  --out DIR          gets a folder for each browser; dist unless told otherwise
  --quiet            say nothing of sizes
`

const { values } = parseArgs({
  options: {
    deployment: { type: 'string', default: process.env['ASSENT_DEPLOYMENT'] ?? 'deployment.json' },
    development: { type: 'boolean', default: false },
    out: { type: 'string', default: 'dist' },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  process.stdout.write(usage)
} else {
  const { deployment, development } = values
  const outDir = resolve(values.out)
  try {
    const isNew = await buildExtension({ deployment, development, outDir })
    if (!values.quiet) report(isNew)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }

  function report(isNew: boolean): void {
    for (const browser of browsers) {
      const folder = join(outDir, browser)
      const lines = [`${folder}${isNew ? '' : ', as it was'}`, ...sizeLines(folder)]
      process.stdout.write(`${lines.join('\n')}\n`)
      if (measure(folder).some(isTooLarge)) process.exitCode = 1
    }
  }
}
