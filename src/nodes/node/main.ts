import { loadConfig } from './config.ts'
import { runUntilSignal } from './run-node.ts'

/** Runs the node of a configuration file until it is asked to end. */
export const runNode = async (configFile: string): Promise<void> =>
  runUntilSignal(loadConfig(configFile))
