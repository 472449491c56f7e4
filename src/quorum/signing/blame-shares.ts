import { fromHex, toHex, type Hex } from '../../payloads/encoding/hex.ts'
import { openingAnswer } from '../../protocol/endpoints.ts'
import { judgeShares, type Verdict } from '../../threshold/ecdsa/judge-shares.ts'
import type { BoundRequest } from '../../threshold/ecdsa/request.ts'
import {
  signatureShareRecord,
  verifyShareStatement,
  type SignatureShare,
} from '../../threshold/ecdsa/signature-share.ts'
import { UsageError } from '../../threshold/errors.ts'
import type { Lie } from '../events.ts'
import { NodeFailure } from '../http/node-failure.ts'
import { AttemptFailed, bearingOf } from './attempt-failed.ts'
import type { OpenPresignature } from './presignature.ts'
import type { Undertaking } from './undertaking.ts'

const TIMEOUT = 2500

type Failed = {
  readonly presignature: OpenPresignature
  readonly bound: BoundRequest
  readonly shares: readonly SignatureShare[]
  /** Of the request that failed, without its acknowledgements. */
  readonly body: object
  readonly signal: AbortSignal
}

/** Has the signers open, and names whose share is wrong. What was opened can be used no more. */
export const blameShares = async (
  undertaking: Undertaking,
  failed: Failed,
): Promise<AttemptFailed> => {
  const { set, session, light } = undertaking
  const { presignature, bound, shares } = failed
  const shown = shares.map((share) => toHex(signatureShareRecord.encode(share)))
  const name = (nodes: readonly number[], openings: readonly Hex[], lie: Lie) => {
    for (const node of nodes) {
      light(node, 'lied')
      session.network.named(node, lie, [...shown, ...openings])
    }
  }
  const unsigned = shares
    .filter((share) => !verifyShareStatement(set.verify, share))
    .map(({ party }) => party)
  if (unsigned.length > 0) {
    name(unsigned, [], 'wrong-share')
    return new AttemptFailed('a share is not signed by its node', { culprits: unsigned })
  }
  const { openings, failures } = await askForOpenings(undertaking, failed, shown)
  const verdict = judge({
    verify: set.verify,
    facts: {
      headerHash: presignature.headerHash,
      bound,
      contributions: presignature.contributions,
      shares,
      openings: [...openings.values()].map((bytes) => fromHex(bytes)),
    },
  })
  const named = (what: string): readonly number[] =>
    [...verdict].filter(([, reason]) => reason === what).map(([party]) => party)
  const wrong = named('wrong-share')
  const bad = named('bad-opening')
  // Silence convicts nobody; a refusal to a demand that others have met is the node's own word, and
  // so is an answer that opens nothing.
  const unopened = named('no-opening')
  const empty = unopened.filter((node) => openings.has(node))
  const refusing = unopened.filter((node) =>
    failures.some((failure) => failure.node === node && bearingOf(failure) === 'decided'),
  )
  const said = [...openings.values()]
  name(wrong, said, 'wrong-share')
  name([...bad, ...empty], said, 'bad-opening')
  name(refusing, said, 'no-opening')
  return new AttemptFailed('the shares did not join', {
    failures,
    culprits: [...wrong, ...bad, ...empty, ...refusing],
    suspects: unopened,
  })
}

/** Nobody is named for what is no case: the wallet may have been told nonsense by all. */
const judge = (options: {
  readonly verify: Parameters<typeof judgeShares>[0]
  readonly facts: Parameters<typeof judgeShares>[1]
}): Verdict => {
  try {
    return judgeShares(options.verify, options.facts)
  } catch (error) {
    if (error instanceof UsageError) return new Map()
    throw error
  }
}

const askForOpenings = async (
  { session, set, deadline }: Undertaking,
  { presignature, body, signal }: Failed,
  shares: readonly Hex[],
): Promise<{
  /** As each node answered. */
  readonly openings: ReadonlyMap<number, Hex>
  readonly failures: readonly NodeFailure[]
}> => {
  const openings = new Map<number, Hex>()
  const failures: NodeFailure[] = []
  const nodes = set.nodes.filter(({ party }) => presignature.signers.includes(party))
  await Promise.all(
    nodes.map(async (node) => {
      try {
        const { opening } = await session.ask(node, {
          method: 'POST',
          path: '/v1/openings',
          body: { ...body, shares },
          answer: openingAnswer,
          timeout: Math.max(1, Math.min(TIMEOUT, deadline - session.network.parts.now())),
          signal,
        })
        openings.set(node.party, opening)
      } catch (error) {
        if (!(error instanceof NodeFailure)) throw error
        failures.push(error)
      }
    }),
  )
  return { openings, failures }
}
