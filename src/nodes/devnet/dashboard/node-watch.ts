import { activity, type Activity } from '../../../protocol/activity.ts'
import type { Part } from '../parts/part.ts'
import { nodeView } from './node-view.ts'
import type { NodeView } from './snapshot.ts'

export type WatchedNode = {
  readonly party: number
  readonly walletUrl: string
  readonly adminUrl: string
  readonly log: string
  /** Its process as it is now; undefined before the first start. */
  readonly part: () => Part | undefined
}

export type NodeWatch = {
  readonly look: () => Promise<{ readonly view: NodeView; readonly activity: Activity | undefined }>
}

const answerPatience = 900

/** One node, asked again and again how it is. */
export function watchNode(node: WatchedNode, now: () => number = Date.now): NodeWatch {
  let pid: number | undefined
  let answered = false
  let lastAt = now()
  return {
    look: async () => {
      const part = node.part()
      if (part?.pid !== pid) {
        pid = part?.pid
        answered = false
        lastAt = now()
      }
      const running = part?.running() === true
      const told = running ? await ask(node.adminUrl) : undefined
      if (told !== undefined) {
        answered = true
        lastAt = now()
      }
      const { party, walletUrl, log } = node
      const silentFor = now() - lastAt
      const seen = { party, walletUrl, log, pid, running, silentFor, answered, activity: told }
      return { activity: told, view: nodeView(seen) }
    },
  }
}

async function ask(adminUrl: string): Promise<Activity | undefined> {
  try {
    const signal = AbortSignal.timeout(answerPatience)
    return activity.parse(await (await fetch(`${adminUrl}/activity`, { signal })).json())
  } catch {
    return undefined
  }
}
