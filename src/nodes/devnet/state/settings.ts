import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import * as z from 'zod'
import { OperatorProblem } from '../../deployment/problem.ts'
import { readJson } from '../../deployment/read-json.ts'
import { writeJson } from '../../deployment/write-json.ts'
import type { DevnetOptions } from '../options.ts'
import { ownedBy, type Places } from './places.ts'

const settings = z.strictObject({ version: z.literal(1), nodes: z.int(), portBase: z.int() })

/** Makes the directory what this start needs, or says why it cannot be. */
export function openState(places: Places, options: DevnetOptions): void {
  refuseForeign(places)
  if (options.fresh)
    for (const path of ownedBy(places)) rmSync(path, { recursive: true, force: true })
  mkdirSync(places.logs, { recursive: true })
  mkdirSync(places.nodes, { recursive: true, mode: 0o700 })
  const { nodes, portBase } = options
  if (!existsSync(places.settings)) {
    writeJson(places.settings, settings.parse({ version: 1, nodes, portBase }))
    return
  }
  const before = readJson(places.settings, 'the settings', settings)
  if (before.nodes !== nodes) {
    throw new OperatorProblem(
      `${places.dir} is a devnet of ${before.nodes} nodes, which hold its keys: ` +
        `start it with --nodes ${before.nodes}, or begin anew with --fresh`,
    )
  }
  if (before.portBase !== portBase) {
    throw new OperatorProblem(
      `${places.dir} is a devnet on the ports from ${before.portBase}, by which its nodes know ` +
        `each other: start it with --port-base ${before.portBase}, or begin anew with --fresh`,
    )
  }
}

/** A directory that somebody named by mistake is left as it is. */
function refuseForeign({ dir, settings, supervisor }: Places): void {
  if (!existsSync(dir) || existsSync(settings)) return
  const others = readdirSync(dir).filter((name) => !supervisor.endsWith(name))
  if (others.length === 0) return
  throw new OperatorProblem(
    `${dir} has files in it that are no devnet's (${others.slice(0, 3).join(', ')}): choose another --dir`,
  )
}
