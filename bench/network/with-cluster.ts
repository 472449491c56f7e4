import {
  startCluster,
  type Cluster,
  type ClusterOptions,
} from '../../test/cluster/support/cluster.ts'

export const withCluster = async <T>(
  options: ClusterOptions,
  work: (cluster: Cluster) => Promise<T>,
): Promise<T> => {
  const cluster = await startCluster({ relay: true, pool: 4, ...options })
  try {
    return await work(cluster)
  } finally {
    await cluster.stop()
  }
}
