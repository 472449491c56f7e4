import type { Hex } from '../../payloads/encoding/hex.ts'
import { sessionEndAnswer } from '../../protocol/endpoints.ts'
import { errorOfFailures, isBlocking } from '../http/failures.ts'
import { NodeFailure } from '../http/node-failure.ts'
import { patiently } from '../http/patiently.ts'
import { listSessions } from './list-sessions.ts'
import type { Session } from './session.ts'

const PATIENCE = 8000

export type SessionEnd = {
  readonly id: Hex
  /** The nodes that refuse it from now on. */
  readonly ended: readonly number[]
  /** Those that have not heard of it: ask again when they are back. */
  readonly missed: readonly NodeFailure[]
}

/**
 * Ends a session, this one or another of the same person's, at every node. It is over as soon as
 * fewer than a threshold would still take it; throws while that is not so.
 */
export const endSession = async (session: Session, id: Hex = session.id): Promise<SessionEnd> => {
  const { network } = session
  const { nodes, threshold } = await network.nodeSet()
  const deadline = network.parts.now() + PATIENCE
  const ended: number[] = []
  const missed: NodeFailure[] = []
  await Promise.all(
    nodes.map(async (node) => {
      try {
        await patiently(network.parts, deadline, async (timeout) =>
          session.ask(node, {
            method: 'DELETE',
            path: `/v1/sessions/${id}`,
            answer: sessionEndAnswer,
            timeout,
          }),
        )
        ended.push(node.party)
      } catch (error) {
        if (!(error instanceof NodeFailure)) throw error
        // A node that refuses the session because it ended has ended it.
        if (id === session.id && error.refusal?.code === 'session-revoked') ended.push(node.party)
        else missed.push(error)
      }
    }),
  )
  ended.sort((a, b) => a - b)
  const size = { nodes: nodes.length, threshold }
  if (isBlocking(ended.length, nodes.length, threshold)) return { id, ended, missed }
  throw errorOfFailures('ending the session', missed, size)
}

/** Ends all of the person's sessions, this one last, since it is the one that asks. */
export const endAllSessions = async (session: Session): Promise<readonly SessionEnd[]> => {
  const listed = await listSessions(session)
  const others = listed.filter(({ id, ended }) => !ended && id !== session.id)
  const ends: SessionEnd[] = []
  for (const { id } of others) ends.push(await endSession(session, id))
  return [...ends, await endSession(session)]
}
