import type { Lamp } from './node-set-view.ts'
import type { Problem } from './problem.ts'

/** A way to sign in that the deployment offers. */
export type SignInWay = {
  /** `openid:<place in the deployment>`, `passkey` or `wallet`. */
  readonly id: string
  readonly kind: 'google' | 'apple' | 'openId' | 'passkey' | 'wallet'
  readonly name: string
  /** The end of `sign-in-…` in data-testid: google, devnet, passkey, wallet, or a short name. */
  readonly testId: string
}

/**
 * `account`: first run, or another login. `another`: one more account, for who is signed in. The
 * others come back to what was under way.
 */
export type SignInPurpose = 'account' | 'another' | 'unlock' | 'renew' | 'manage' | 'add-login'

export type SignInStep =
  /** The person proves who they are: a window of the provider, a passkey, another wallet. */
  | 'proving'
  /** The nodes look at the proof. */
  | 'certifying'
  /** The registry is asked for the person's accounts. */
  | 'looking'
  /** The nodes give a key, and the registry writes it down. */
  | 'making'
  | 'done'
  | 'failed'

/** A sign-in under way; there is one at a time, and it outlives the page that began it. */
export type SignInView = {
  readonly id: string
  readonly way: SignInWay
  readonly purpose: SignInPurpose
  readonly step: SignInStep
  /** For the person to compare with the page of another wallet or passkey. */
  readonly shortCode?: string
  readonly lamps: readonly Lamp[]
  /** Of the first account that it led to. */
  readonly address?: string
  /** Whether that account was made by this sign-in. */
  readonly isNew?: boolean
  readonly startedAt: number
  readonly endedAt?: number
  readonly problem?: Problem
  /** Where it failed, and goes on from when it is tried again. */
  readonly failedAt?: Exclude<SignInStep, 'done' | 'failed'>
}
