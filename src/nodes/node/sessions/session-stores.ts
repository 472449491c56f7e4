import { COMMITMENT_SECONDS } from '../auth/openid/commitments.ts'
import { secondsOf } from '../auth/times.ts'
import { CommitmentStore } from '../store/commitments.ts'
import type { Database } from '../store/database.ts'
import { PasskeyCounterStore } from '../store/passkey-counters.ts'
import { SessionStore } from '../store/sessions.ts'
import { UsedProofStore } from '../store/used-proofs.ts'
import { UseStore } from '../store/uses.ts'

/** Everything about sessions that has to outlive a restart. */
export type SessionStores = {
  readonly database: Pick<Database, 'transaction'>
  readonly sessions: SessionStore
  readonly usedProofs: UsedProofStore
  readonly commitments: CommitmentStore
  readonly counters: PasskeyCounterStore
  readonly uses: UseStore
}

export const sessionStores = (database: Database): SessionStores => ({
  database,
  sessions: new SessionStore(database),
  usedProofs: new UsedProofStore(database),
  commitments: new CommitmentStore(database),
  counters: new PasskeyCounterStore(database),
  uses: new UseStore(database),
})

/** Removes what is over. */
export const sweepSessions = (stores: SessionStores, now: number): void => {
  const seconds = secondsOf(now)
  stores.database.transaction(() => {
    stores.sessions.sweep(seconds)
    stores.usedProofs.sweep(seconds)
    stores.commitments.sweep(seconds - COMMITMENT_SECONDS)
    stores.counters.sweep(seconds)
    stores.uses.sweep(seconds)
  })
}
