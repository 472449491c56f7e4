import { Frame } from 'lucide-react'
import type { ApprovalView } from '../../../messages/popup/approval-view.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { OriginBadge } from '../../ui/origin-badge.tsx'
import { Tag } from '../../ui/tag.tsx'
import { hostOf } from '../parts/host-of.ts'

type AskerProps = {
  readonly approval: Pick<ApprovalView, 'origin' | 'icon' | 'topOrigin'>
  readonly behind: number
}

/** Who asks: by the origin that the browser vouches for, and nothing that the page says. */
export const Asker = ({ approval: { origin, icon, topOrigin }, behind }: AskerProps) => (
  <header
    aria-label={approvals.askedBy}
    className="grid gap-2 border-b border-line bg-card px-4 py-3"
    data-testid="asker"
    data-origin={origin}
  >
    <div className="flex items-start justify-between gap-2">
      <OriginBadge origin={origin} icon={icon} large />
      {behind > 0 && <Tag look="accent">{approvals.more(behind)}</Tag>}
    </div>
    {topOrigin !== undefined && (
      <p className="flex items-start gap-2 rounded-md bg-caution-tint px-2.5 py-1.5 text-sm">
        <Frame aria-hidden="true" size={16} className="mt-px shrink-0 text-caution" />
        <bdi className="wrap-anywhere">{approvals.framed(hostOf(topOrigin))}</bdi>
      </p>
    )}
  </header>
)
