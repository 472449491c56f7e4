import type { AskedNode } from '../http/ask-node.ts'
import { NodeFailure } from '../http/node-failure.ts'
import type { Parts } from '../parts.ts'
import { AttemptFailed } from './attempt-failed.ts'

/** How long others may still say why, after one has refused. */
const GRACE = 100

/**
 * Asks exactly the signers of a set, all at once. One that cannot answer ends it for all; when one
 * refuses, the others get a moment to do so too, since that decides whether another set would help.
 */
export const askSigners = async <T>(
  parts: Pick<Parts, 'sleep'>,
  nodes: readonly AskedNode[],
  signal: AbortSignal | undefined,
  ask: (node: AskedNode, signal: AbortSignal) => Promise<T>,
): Promise<ReadonlyMap<number, T>> => {
  const stop = new AbortController()
  const drop = (): void => stop.abort()
  signal?.addEventListener('abort', drop)
  if (signal?.aborted === true) drop()
  const answers = new Map<number, T>()
  const failures: NodeFailure[] = []
  try {
    return await new Promise((resolve, reject) => {
      const fail = (): void => {
        const said = failures.map(({ message }) => message).join('; ')
        reject(new AttemptFailed(said, { failures: [...failures] }))
      }
      for (const node of nodes) {
        ask(node, stop.signal)
          .then((answer) => {
            answers.set(node.party, answer)
            if (answers.size === nodes.length) resolve(answers)
          })
          .catch((error: unknown) => {
            if (!(error instanceof NodeFailure)) {
              reject(error instanceof Error ? error : new Error(String(error)))
              return
            }
            failures.push(error)
            const settled = failures.length + answers.size === nodes.length
            if (settled || error.kind !== 'refused') fail()
            else void parts.sleep(GRACE, stop.signal).then(fail)
          })
      }
    })
  } finally {
    signal?.removeEventListener('abort', drop)
    stop.abort()
  }
}
