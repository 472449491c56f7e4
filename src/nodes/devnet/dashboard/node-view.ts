import type { Activity } from '../../../protocol/activity.ts'
import type { NodeInside, NodeState, NodeView } from './snapshot.ts'

type Seen = {
  readonly party: number
  readonly walletUrl: string
  readonly log: string
  readonly pid: number | undefined
  readonly running: boolean
  /** Milliseconds since it answered last, or since it was started. */
  readonly silentFor: number
  /** Whether this process has answered yet. */
  readonly answered: boolean
  readonly activity: Activity | undefined
}

/** A node that is busy may be late; one that says nothing for so long is not busy. */
const patience = 4000
/** Until a process that was just started can answer at all. */
const starting = 20_000

export function nodeView(seen: Seen): NodeView {
  const { party, walletUrl, log, pid, running, activity } = seen
  return {
    party,
    walletUrl,
    log,
    state: stateOf(seen),
    problems: activity?.problems ?? [],
    pid: running ? pid : undefined,
    inside: activity === undefined ? undefined : insideOf(activity),
  }
}

function stateOf({ running, activity, silentFor, answered }: Seen): NodeState {
  if (!running) return 'down'
  if (activity !== undefined) return activity.ready ? 'ready' : 'starting'
  return silentFor > (answered ? patience : starting) ? 'frozen' : 'starting'
}

const insideOf = (activity: Activity): NodeInside => ({
  bootId: activity.bootId,
  startedAt: activity.startedAt,
  memoryBytes: activity.memoryBytes,
  keys: activity.keys,
  readyKeys: activity.readyKeys,
  livePresignatures: activity.livePresignatures,
  head: activity.chain?.head,
  peers: activity.peers,
})
