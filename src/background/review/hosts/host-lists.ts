import * as z from 'zod'
import { hasLine } from './has-line.ts'
import { hostsAbove } from './hosts-above.ts'

/** Hosts that rob people, and hosts below them that do not; each sorted, a host a line. */
export const hostLists = z.strictObject({ blocked: z.string(), allowed: z.string() })
export type HostLists = z.infer<typeof hostLists>

export const writeHostLists = (lists: {
  readonly blocked: ReadonlySet<string>
  readonly allowed: ReadonlySet<string>
}): HostLists => ({ blocked: sorted(lists.blocked), allowed: sorted(lists.allowed) })

const sorted = (hosts: ReadonlySet<string>): string => Array.from(hosts).sort().join('\n')

/** Of a host and the names above it, the first that the lists have decides. */
export const isBlockedBy = ({ blocked, allowed }: HostLists, host: string): boolean => {
  for (const one of hostsAbove(host)) {
    if (hasLine(allowed, one)) return false
    if (hasLine(blocked, one)) return true
  }
  return false
}
