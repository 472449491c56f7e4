import type { ChainNodeSets } from './chain/chain-node-sets.ts'
import { SetupProblem } from './problem.ts'

/** Without the registry there is nobody to speak with: waits until it was read once. */
export const untilKnown = async (
  nodeSet: Pick<ChainNodeSets, 'known' | 'onChange'>,
  signal?: AbortSignal,
): Promise<void> => {
  if (nodeSet.known) return
  await new Promise<void>((resolve, reject) => {
    const stopListening = nodeSet.onChange(() => {
      stopListening()
      resolve()
    })
    const giveUp = (): void => {
      stopListening()
      reject(new SetupProblem('stopped before the registry was read'))
    }
    if (signal?.aborted === true) giveUp()
    else signal?.addEventListener('abort', giveUp, { once: true })
  })
}
