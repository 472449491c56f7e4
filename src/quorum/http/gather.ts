import { NodeFailure } from './node-failure.ts'

export type Gathered<R> = { readonly result: R; readonly failures: readonly NodeFailure[] }

/** Thrown when all have answered, or failed to, and nothing came of it. */
export class NothingGathered extends Error {
  override readonly name = 'NothingGathered'
  readonly failures: readonly NodeFailure[]
  readonly answers: number
  constructor(failures: readonly NodeFailure[], answers: number) {
    super('too few answers that fit together')
    this.failures = failures
    this.answers = answers
  }
}

/**
 * Asks everybody at once, and tries what has come whenever there are enough; whoever is late is not
 * waited for. Those who were asked are left to finish unless `drop` is given to stop them.
 */
export const gather = async <N extends { readonly party: number }, T, R>(options: {
  readonly nodes: readonly N[]
  readonly threshold: number
  readonly ask: (node: N) => Promise<T>
  /** Undefined as long as what is there does not do. */
  readonly join: (answers: ReadonlyMap<number, T>) => R | undefined
  readonly drop?: AbortController
}): Promise<Gathered<R>> => {
  const { nodes, threshold, ask, join, drop } = options
  const answers = new Map<number, T>()
  const failures: NodeFailure[] = []
  return new Promise((resolve, reject) => {
    let waiting = nodes.length
    let done = false
    const settle = (): void => {
      waiting -= 1
      if (waiting === 0 && !done) reject(new NothingGathered(failures, answers.size))
    }
    if (waiting === 0) reject(new NothingGathered([], 0))
    for (const node of nodes) {
      ask(node)
        .then((answer) => {
          if (done) return
          answers.set(node.party, answer)
          if (answers.size < threshold) return
          const result = join(answers)
          if (result === undefined) return
          done = true
          resolve({ result, failures: [...failures] })
          drop?.abort()
        })
        .catch((error: unknown) => {
          if (error instanceof NodeFailure) {
            failures.push(error)
            return
          }
          done = true
          reject(error instanceof Error ? error : new Error('something failed', { cause: error }))
        })
        .finally(settle)
    }
  })
}
