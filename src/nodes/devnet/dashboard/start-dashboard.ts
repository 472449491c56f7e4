import type { Network } from '../network.ts'

export async function startDashboard(_network: Network): Promise<() => Promise<void>> {
  return Promise.resolve(async () => Promise.resolve())
}
