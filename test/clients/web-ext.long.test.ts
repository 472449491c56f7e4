import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildExtension } from '../../scripts/extension/build-extension.ts'
import { readLog, startChild } from '../cluster/support/child.ts'
import { sampleDeployment } from '../support/sample-deployment.ts'
import { clients, installClients } from './support/installed.ts'

let folder: string
beforeAll(async () => {
  await installClients()
  folder = mkdtempSync(join(tmpdir(), 'assent-lint-'))
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true }))

type Report = { readonly errors: readonly unknown[]; readonly notices: readonly unknown[] }

test('Mozilla’s linter finds no error in the build for Firefox', async () => {
  const deployment = join(folder, 'deployment.json')
  writeFileSync(deployment, JSON.stringify(sampleDeployment))
  await buildExtension({ deployment, development: false, outDir: folder, browsers: ['firefox'] })
  const log = join(folder, 'lint.json')
  await startChild({
    command: join(clients, 'node_modules/.bin/web-ext'),
    parameters: [
      'lint',
      '--no-config-discovery',
      '--output=json',
      `--source-dir=${folder}/firefox`,
    ],
    log,
  }).ended
  const text = readLog(log)
  const { errors } = JSON.parse(text.slice(text.indexOf('{'))) as Report
  expect(errors).toEqual([])
})
