import type { ErrorCode } from '../../protocol/error-code.ts'
import { QuorumError, type QuorumErrorCode } from '../errors.ts'
import type { NodeFailure } from './node-failure.ts'

type Meaning = readonly [QuorumErrorCode, string]

const enough: Meaning = ['limit-reached', 'that is enough for now: wait, or sign in anew']
const noChain: Meaning = [
  'chain-failed',
  'the nodes cannot read the registry’s chain now: try again in a minute',
]
const notNow: Meaning = ['below-threshold', 'too few nodes can do it now: try again in a minute']

const meanings: Partial<Record<ErrorCode, Meaning>> = {
  'bad-proof': ['bad-proof', 'the nodes do not take this proof'],
  'stale-proof': ['bad-proof', 'the proof is too old: prove again'],
  'used-proof': ['bad-proof', 'the proof was used before: prove again'],
  'provider-unavailable': [
    'provider-unavailable',
    'the nodes cannot reach the identity provider: try again later',
  ],
  'session-expired': ['signed-out', 'the session is over: sign in again'],
  'session-revoked': ['signed-out', 'the session was ended: sign in again'],
  'session-outdated': ['signed-out', 'the key takes no sessions as old as this: sign in again'],
  'bad-certificate': ['signed-out', 'the nodes do not know this session: sign in again'],
  'bad-signature': ['signed-out', 'the session’s key is not the certified one: sign in again'],
  'clock-skew': ['wrong-clock', 'this device’s clock is off by more than a minute: set it'],
  'wrong-network': ['replaced', 'the nodes serve another network than this deployment'],
  'rate-limited': enough,
  'limit-exceeded': enough,
  'too-many-presignatures': enough,
  'chain-unavailable': noChain,
  'chain-stale': noChain,
  'chain-disagrees': noChain,
  busy: notNow,
  'not-ready': notNow,
  stopping: notNow,
  'store-failed': notNow,
  internal: notNow,
}

/** No signer set is left when more nodes than may be missing have said no. */
export const isBlocking = (count: number, nodes: number, threshold: number): boolean =>
  count > nodes - threshold

/** What became of an undertaking that too few nodes joined, in words that say what to do. */
export const errorOfFailures = (
  what: string,
  failures: readonly NodeFailure[],
  set: { readonly nodes: number; readonly threshold: number },
): QuorumError => {
  const { nodes, threshold } = set
  const refused = errorOfRefusals(what, failures, set)
  if (refused !== undefined) return refused
  const unreached = new Set(
    failures.filter(({ kind }) => kind === 'unreachable').map(({ node }) => node),
  )
  if (unreached.size === nodes) {
    return new QuorumError(
      'no-network',
      `${what}: no node can be reached: look at the connection`,
      {
        failures,
      },
    )
  }
  const said = failures.map(({ message }) => message).join('; ')
  return new QuorumError(
    'below-threshold',
    `${what}: ${threshold} of ${nodes} nodes are needed, and too few answered rightly (${said})`,
    { failures },
  )
}

/** Undefined where others than those who refused could still do it. */
export const errorOfRefusals = (
  what: string,
  failures: readonly NodeFailure[],
  { nodes, threshold }: { readonly nodes: number; readonly threshold: number },
): QuorumError | undefined => {
  const refusals = latestRefusals(failures)
  if (!isBlocking(refusals.length, nodes, threshold)) return undefined
  const [code, message] = mostFrequent(refusals)
  const [meaning, words] = meanings[code] ?? ['refused', `the nodes refused (${code})`]
  return new QuorumError(meaning, `${what}: ${words} (${message})`, { failures })
}

type Refusal = { readonly code: ErrorCode; readonly message: string }

const latestRefusals = (failures: readonly NodeFailure[]): readonly Refusal[] => {
  const latest = new Map(failures.map((failure) => [failure.node, failure]))
  return [...latest.values()].flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]))
}

const mostFrequent = (refusals: readonly Refusal[]): readonly [ErrorCode, string] => {
  const counts = new Map<ErrorCode, number>()
  for (const { code } of refusals) counts.set(code, (counts.get(code) ?? 0) + 1)
  const [first] = refusals.toSorted((a, b) => (counts.get(b.code) ?? 0) - (counts.get(a.code) ?? 0))
  return [first?.code ?? 'internal', first?.message ?? '']
}
