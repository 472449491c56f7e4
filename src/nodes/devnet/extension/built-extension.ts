import { join } from 'node:path'
import * as z from 'zod'
import { readJson } from '../../deployment/read-json.ts'
import { extensionId } from './extension-id.ts'

/** As it stands in `devnet.json`. */
export type BuiltExtension = {
  readonly chromium: string
  readonly firefox: string
  readonly id: string
}

const manifest = z.looseObject({ key: z.string() })

/** What a build has left in a folder. */
export const builtExtension = (folder: string): BuiltExtension => {
  const chromium = join(folder, 'chromium')
  const { key } = readJson(join(chromium, 'manifest.json'), 'the manifest', manifest)
  return { chromium, firefox: join(folder, 'firefox'), id: extensionId(key) }
}
