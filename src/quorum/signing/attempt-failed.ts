import type { ErrorCode } from '../../protocol/error-code.ts'
import type { NodeFailure } from '../http/node-failure.ts'

/** Why one signer set did not do, and what the next one should heed. */
export class AttemptFailed extends Error {
  override readonly name = 'AttemptFailed'
  readonly failures: readonly NodeFailure[]
  /** Who must not be in another set of this undertaking. */
  readonly culprits: readonly number[]
  /** Who had better not be, while there are others. */
  readonly suspects: readonly number[]
  constructor(
    message: string,
    options: {
      readonly failures?: readonly NodeFailure[]
      readonly culprits?: readonly number[]
      readonly suspects?: readonly number[]
    },
  ) {
    super(message)
    this.failures = options.failures ?? []
    this.culprits = options.culprits ?? []
    this.suspects = options.suspects ?? []
  }
}

export type Bearing =
  /** The node has decided: it would say the same again. */
  | 'decided'
  /** This set, or what was known of it, does not do: look at the nodes again, and choose. */
  | 'outdated'
  /** It may be otherwise in a moment, or at another node. */
  | 'passing'

const decided: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'bad-request',
  'bad-payload',
  'not-found',
  'too-large',
  'bad-certificate',
  'bad-signature',
  'session-expired',
  'session-revoked',
  'session-outdated',
  'clock-skew',
  'wrong-network',
  'not-granted',
  'not-permitted',
  'limit-exceeded',
  'manage-needed',
  'manage-used',
  'sign-in-again',
  'unknown-key',
  'opening-refused',
])

const outdated: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'stale-header',
  'presignature-gone',
  'presignature-bound',
  'acknowledgements-differ',
  'peer-unreachable',
  'ceremony-failed',
  'ceremony-timeout',
])

export const bearingOf = ({ refusal }: NodeFailure): Bearing | undefined => {
  if (refusal === undefined) return undefined
  if (outdated.has(refusal.code)) return 'outdated'
  // A decision that names a time is about to change: a key whose mint is not final yet.
  if (refusal.retryAfter !== undefined) return 'passing'
  return decided.has(refusal.code) ? 'decided' : 'passing'
}
