import type { Hex } from '../../payloads/encoding/hex.ts'
import { verifyKey } from '../keys/verify-key.ts'
import type { Session } from '../sessions/session.ts'
import type { SignerPlan } from './choose-signers.ts'
import { lamps, type OnProgress } from './lamps.ts'
import { Pace } from './pace.ts'
import { presignWith } from './presign-with.ts'
import { keepPresignature, reusePresignature } from './presignature-pool.ts'
import type { OpenPresignature } from './presignature.ts'
import { race } from './race.ts'
import type { Undertaking } from './undertaking.ts'

export type Budget = {
  /**
   * How many signer sets may fail without telling whom to leave out; three, or enough for all liars
   * that there can be.
   */
  readonly attempts?: number
  /** For all of them together, in milliseconds. */
  readonly within?: number
}

const WITHIN = 10_000

const paces = new WeakMap<object, Pace>()

/** How long presignatures take with these nodes. */
export const presignPace = ({ network }: Session): Pace => {
  const pace = paces.get(network) ?? new Pace()
  paces.set(network, pace)
  return pace
}

export const undertake = async (
  session: Session,
  publicKey: Hex,
  budget: Budget,
  onProgress: OnProgress | undefined,
): Promise<{ readonly undertaking: Undertaking; readonly attempts: number }> => {
  const { network } = session
  const deadline = network.parts.now() + (budget.within ?? WITHIN)
  const light = lamps(network.parts, onProgress)
  await verifyKey(network, publicKey)
  const set = await network.nodeSet()
  const attempts = budget.attempts ?? Math.max(3, set.nodes.length - set.threshold + 2)
  return { undertaking: { session, set, publicKey, light, deadline }, attempts }
}

/**
 * Has a signer set prepare a signature before it is known what is signed: while a person reads, or
 * while a program thinks. Hand it to `sign`; what is not used within two minutes is lost.
 */
export const openPresignature = async (
  session: Session,
  key: { readonly publicKey: Hex },
  options: Budget & {
    readonly onProgress?: OnProgress
    readonly signal?: AbortSignal
  } = {},
): Promise<OpenPresignature> => {
  const { publicKey } = key
  const known = reusePresignature(session, publicKey)
  if (known !== undefined) {
    keepPresignature(session, known)
    return known
  }
  const pace = presignPace(session)
  const { undertaking, attempts } = await undertake(session, publicKey, options, options.onProgress)
  return race({
    undertaking,
    attempts,
    what: 'preparing a signature',
    first: undefined,
    signal: options.signal,
    entrant: (plan) => ({
      signers: plan.signers,
      patience: pace.patience,
      run: async ({ undertaking }) => {
        const presignature = await presignOrReuse(undertaking, plan, pace)
        keepPresignature(session, presignature)
        return presignature
      },
    }),
  })
}

/**
 * What other attempts have begun, and nobody waits for, may be finished by now: then it serves,
 * rather than be in the way of a new one at nodes that allow no more.
 */
export const presignOrReuse = async (
  undertaking: Undertaking,
  plan: SignerPlan,
  pace: Pace,
): Promise<OpenPresignature> => {
  const { session, publicKey } = undertaking
  const kept = reusePresignature(session, publicKey)
  if (kept !== undefined) return kept
  const from = session.network.parts.now()
  const presignature = await presignWith(undertaking, plan)
  pace.took(session.network.parts.now() - from)
  return presignature
}
