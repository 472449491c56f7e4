import type { Hex } from '../../payloads/encoding/hex.ts'
import { sessionId, type Certificate } from '../../protocol/certificate.ts'
import { sessionListAnswer } from '../../protocol/endpoints.ts'
import { errorOfFailures } from '../http/failures.ts'
import { gather, NothingGathered } from '../http/gather.ts'
import { READ_WITHIN } from '../http/read-within.ts'
import type { Session } from './session.ts'

export type ListedSession = {
  readonly id: Hex
  readonly certificate: Certificate
  readonly lastUsedAt: number | undefined
  /** At least so many: each is counted by the nodes that signed. */
  readonly signatures: number
  /** As some node has it: it is refused there. */
  readonly ended: boolean
  /** Whether it is the one that asks. */
  readonly current: boolean
  /** Who knows of it. */
  readonly nodes: readonly number[]
}

/** The person's sessions on all devices, as a threshold of nodes knows them, the newest first. */
export const listSessions = async (session: Session): Promise<readonly ListedSession[]> => {
  const { network, certificate } = session
  const { nodes, threshold } = await network.nodeSet()
  const drop = new AbortController()
  try {
    const { result } = await gather({
      nodes,
      threshold,
      drop,
      ask: async (node) =>
        session.ask(node, {
          method: 'GET',
          path: '/v1/sessions',
          answer: sessionListAnswer,
          timeout: READ_WITHIN,
          signal: drop.signal,
        }),
      join(answers) {
        const merged = new Map<Hex, ListedSession>()
        for (const [node, { sessions }] of answers) {
          for (const one of sessions) {
            const { identity } = one.certificate
            const ours =
              identity.authMethodType === certificate.identity.authMethodType &&
              identity.id === certificate.identity.id
            if (!ours || sessionId(one.certificate) !== one.id) continue
            merged.set(one.id, mergedWith(merged.get(one.id), node, one, session.id))
          }
        }
        return [...merged.values()].toSorted(
          (a, b) => b.certificate.issuedAt - a.certificate.issuedAt,
        )
      },
    })
    return result
  } catch (error) {
    if (!(error instanceof NothingGathered)) throw error
    const set = { nodes: nodes.length, threshold }
    throw errorOfFailures('listing sessions', error.failures, set)
  }
}

const mergedWith = (
  known: ListedSession | undefined,
  node: number,
  said: {
    readonly id: Hex
    readonly certificate: Certificate
    readonly lastUsedAt?: number | undefined
    readonly signatures: number
    readonly ended: boolean
  },
  current: Hex,
): ListedSession => ({
  id: said.id,
  certificate: said.certificate,
  lastUsedAt: later(known?.lastUsedAt, said.lastUsedAt),
  signatures: Math.max(known?.signatures ?? 0, said.signatures),
  ended: said.ended || known?.ended === true,
  current: said.id === current,
  nodes: [...(known?.nodes ?? []), node].toSorted((a, b) => a - b),
})

const later = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
