import type { Session } from '../../../quorum/sessions/session.ts'
import type { OnProgress } from '../../../quorum/signing/lamps.ts'
import type { Accounts } from '../../accounts/accounts.ts'
import type { NodeSets } from '../../node-set/node-sets.ts'
import type { Parts } from '../../parts.ts'
import type { Sessions } from '../../sessions/sessions.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Area } from '../../state/area.ts'
import type { KnownLogins } from '../known-logins.ts'
import type { SignInState, Task } from '../sign-in-state.ts'

export type SignInParts = Pick<
  Parts,
  'local' | 'session' | 'fetch' | 'now' | 'random' | 'redirectUrl' | 'showProvider' | 'tabs'
>

/** Whom a sign-in works with. */
export type SignInServices = {
  readonly parts: SignInParts
  readonly nodeSets: NodeSets
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly settings: Settings
  readonly known: KnownLogins
  readonly sessionStore: Area
}

export type SignedTransaction = NonNullable<SignInState['transaction']>

/** Makes a change of who controls an account, with a session that may. */
export type CarryOut = (
  task: Task,
  session: Session,
  work: {
    /** What was signed before, and perhaps sent. */
    readonly signed: SignedTransaction | undefined
    /** Undefined for one that can never be mined. */
    readonly keep: (signed: SignedTransaction | undefined) => Promise<void>
    readonly onProgress: OnProgress
  },
) => Promise<void>

export type Patch = Partial<SignInState>

/** One step of one sign-in. */
export type StepContext = SignInServices & {
  readonly state: SignInState
  readonly carryOut: CarryOut
  readonly onProgress: OnProgress
  /** Written down before the step goes on; throws when the sign-in was given up meanwhile. */
  readonly put: (patch: Patch) => Promise<void>
}

/** What it came to; undefined when somebody else has to go on. */
export type Step = (context: StepContext) => Promise<Patch | undefined>

export const keyName = (id: string): string => `sign-in-key ${id}`
export const sessionName = (id: string): string => `sign-in-session ${id}`
