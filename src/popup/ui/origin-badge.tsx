import { Globe, LockOpen } from 'lucide-react'
import { useState } from 'react'
import { en } from '../strings/en.ts'
import { classes } from './classes.ts'
import { originParts } from './origin-parts.ts'
import { Tag } from './tag.tsx'

type OriginBadgeProps = {
  readonly origin: string
  readonly icon?: string | undefined
  readonly large?: boolean
}

/** A site by its origin. Its icon is its own word, so only one that it carries itself is shown. */
export const OriginBadge = ({ origin, icon, large = false }: OriginBadgeProps) => {
  const parts = originParts(origin)
  return (
    <span className={classes('flex min-w-0 items-center', large ? 'gap-3' : 'gap-2')}>
      <SiteIcon icon={icon} size={large ? 36 : 20} />
      <span className="min-w-0">
        <bdi
          dir="ltr"
          title={origin}
          className={classes('block font-medium wrap-anywhere', large && 'text-lg')}
        >
          {parts === undefined ? (
            origin
          ) : (
            <>
              <span className="text-soft">{parts.before}</span>
              {parts.name}
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

/** Nothing is loaded from anywhere: an icon is shown when it is its own data. */
const isData = (icon: string | undefined): icon is string =>
  icon !== undefined && /^data:image\/(?:png|jpeg|webp|gif|svg\+xml|x-icon)[;,]/.test(icon)

export const SiteIcon = ({
  icon,
  size,
}: {
  readonly icon: string | undefined
  readonly size: number
}) => {
  const [failed, setFailed] = useState(false)
  if (isData(icon) && !failed) {
    return (
      <img
        src={icon}
        alt=""
        width={size}
        height={size}
        onError={() => setFailed(true)}
        className="shrink-0 rounded-sm bg-white"
      />
    )
  }
  return (
    <span
      aria-hidden="true"
      style={{ width: size, height: size }}
      className="inline-flex shrink-0 items-center justify-center rounded-sm bg-sunk text-soft"
    >
      <Globe size={Math.round(size * 0.62)} />
    </span>
  )
}
