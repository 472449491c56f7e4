import type { Approvals } from '../approvals/approvals.ts'
import type { Sites } from '../sites/sites.ts'
import type { BlockedSites } from './blocked-sites.ts'

type DropParts = {
  readonly blockedSites: Pick<BlockedSites, 'has'>
  readonly sites: Pick<Sites, 'all' | 'disconnect'>
  readonly approvals: Pick<Approvals, 'rejectAll'>
}

/** Who was blocked sees nothing any more, and waits for nothing; what is being signed goes on. */
export const dropBlocked = async ({ blockedSites, sites, approvals }: DropParts): Promise<void> => {
  await approvals.rejectAll(
    ({ by, state }) =>
      (state === 'waiting' || state === 'failed') && blockedSites.has(by.origin, by.topOrigin),
  )
  const theirs = sites.all().filter(({ origin }) => blockedSites.has(origin))
  for (const { origin } of theirs) await sites.disconnect(origin)
}
