/** What went wrong, by a code that the popup has words for; the details fill the words in. */
export type ProblemCode =
  | 'no-network'
  | 'below-threshold'
  | 'untrusted-registry'
  | 'registry-restarted'
  | 'chain-failed'
  | 'wrong-clock'
  | 'replaced'
  | 'not-configured'
  | 'signed-out'
  | 'bad-proof'
  | 'provider-unavailable'
  | 'refused'
  | 'limit-reached'
  | 'budget-spent'
  | 'mint-failed'
  | 'cancelled'
  | 'other-identity'
  | 'transaction-failed'
  | 'changed-meanwhile'
  | 'storage-broken'
  | 'bad-input'
  | 'locked'
  | 'unexpected'

export type Problem = {
  readonly code: ProblemCode
  /** In English, from where it happened; for whoever looks closer. */
  readonly detail: string
}
