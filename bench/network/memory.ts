import { readFileSync } from 'node:fs'
import type { Cluster } from '../../test/cluster/support/cluster.ts'
import { median } from '../measure.ts'

/** What a node that does nothing keeps, in megabytes, after it has had time to settle. */
export const idleMegabytes = async (cluster: Cluster): Promise<number> => {
  await new Promise((resolve) => setTimeout(resolve, 20_000))
  const kilobytes = cluster.nodes.map(({ pid }) => {
    const [, found = '0'] =
      /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(found)
  })
  return median(kilobytes) / 1000
}
