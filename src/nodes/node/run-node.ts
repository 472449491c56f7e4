import type { NodeConfig } from './config.ts'
import { createLog } from './log.ts'
import { startNode, type NodeParts } from './start-node.ts'

const signals = ['SIGTERM', 'SIGINT'] as const

/** Runs a node until a signal asks it to end. What nobody has foreseen ends the process at once. */
export const runUntilSignal = async (config: NodeConfig, parts: NodeParts = {}): Promise<void> => {
  const log = parts.log ?? createLog(config)
  const end = (error: unknown): never => {
    log.fatal({ err: error }, 'failed unexpectedly')
    process.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
  const asked = new AbortController()
  const ask = (): void => asked.abort()
  for (const signal of signals) process.once(signal, ask)
  try {
    const node = await startNode(config, { ...parts, log, signal: asked.signal })
    if (!asked.signal.aborted) {
      await new Promise((resolve) => {
        asked.signal.addEventListener('abort', resolve)
      })
    }
    await node.stop()
  } catch (error) {
    if (!asked.signal.aborted) throw error
  } finally {
    for (const signal of signals) process.off(signal, ask)
    process.off('uncaughtException', end)
    process.off('unhandledRejection', end)
  }
}
