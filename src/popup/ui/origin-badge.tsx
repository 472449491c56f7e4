import { LockOpen } from 'lucide-react'
import { en } from '../strings/en.ts'
import { classes } from './classes.ts'
import { originParts } from './origin-parts.ts'
import { SiteIcon } from './site-icon.tsx'
import { Tag } from './tag.tsx'

/** As much before the name as two lines take; what is before it can be anything. */
const BEFORE = 36

type OriginBadgeProps = {
  readonly origin: string
  readonly icon?: string | undefined
  readonly large?: boolean
}

/**
 * A site by its origin, the part that somebody owns standing out. The end of an origin says whose it
 * is, so a long one is cut at its beginning.
 */
export const OriginBadge = ({ origin, icon, large = false }: OriginBadgeProps) => {
  const parts = originParts(origin)
  return (
    <span className={classes('flex min-w-0 items-center', large ? 'gap-3' : 'gap-2')}>
      <SiteIcon icon={icon} size={large ? 36 : 20} />
      <span className="min-w-0">
        <bdi
          dir="ltr"
          title={origin}
          className={classes('block wrap-anywhere', large && 'text-lg')}
        >
          {parts === undefined ? (
            origin
          ) : (
            <>
              <span className="text-soft">{cut(parts.before)}</span>
              <span className={large ? 'font-semibold' : 'font-medium'}>{parts.name}</span>
              <span className="text-soft">{parts.port}</span>
            </>
          )}
        </bdi>
        {parts !== undefined && !parts.secure && (
          <Tag look="caution">
            <LockOpen aria-hidden="true" size={12} />
            {en.common.notEncrypted}
          </Tag>
        )}
      </span>
    </span>
  )
}

const cut = (before: string): string =>
  before.length > BEFORE ? `…${before.slice(-BEFORE).replace(/^\./, '')}` : before
