import { afterAll, afterEach, beforeAll } from 'vitest'
import { startCluster, type Cluster, type ClusterOptions } from './cluster.ts'
import { printComplaints } from './complaints.ts'

/** Longer than all that a start waits for, one after the other: what never came is told by itself. */
const patience = 600_000

/**
 * One cluster for all tests of a file or a describe; what its nodes complained of is printed below
 * a test that failed.
 */
export function useCluster(options: ClusterOptions = {}): () => Cluster {
  let cluster: Cluster | undefined
  beforeAll(async () => {
    cluster = await startCluster(options)
  }, patience)
  afterEach(({ task }) => {
    if (task.result?.state === 'fail' && cluster !== undefined) printComplaints(cluster.nodes)
  })
  afterAll(async () => {
    await cluster?.stop()
  }, patience)
  return () => {
    if (cluster === undefined) throw new Error('the cluster did not start')
    return cluster
  }
}
