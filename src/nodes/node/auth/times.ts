import { CLOCK_TOLERANCE_MS } from '../../../protocol/request.ts'

/** How old a proof may be, and how far ahead an issuer's clock: sign-in takes minutes, not hours. */
export const PROOF_SECONDS = 300

/** How far ahead of ours a wallet's clock may be. */
export const AHEAD_SECONDS = CLOCK_TOLERANCE_MS / 1000

/** After so long nothing that was proven before can be proven again, whoever's clock is off. */
export const PROOF_KEPT_SECONDS = 3 * PROOF_SECONDS

export const secondsOf = (milliseconds: number): number => Math.floor(milliseconds / 1000)
