import { LockOpen } from 'lucide-react'
import { en } from '../../strings/en.ts'
import { SiteIcon } from '../../ui/origin-badge.tsx'
import { originParts } from '../../ui/origin-parts.ts'
import { Tag } from '../../ui/tag.tsx'

/** As much before the name as two lines take; what is before it can be anything. */
const BEFORE = 36

type AskerOriginProps = { readonly origin: string; readonly icon: string | undefined }

/** The end of an origin says whose it is, so a long one is cut at its beginning. */
export const AskerOrigin = ({ origin, icon }: AskerOriginProps) => {
  const parts = originParts(origin)
  return (
    <span className="flex min-w-0 items-center gap-3">
      <SiteIcon icon={icon} size={36} />
      <span className="min-w-0">
        <bdi dir="ltr" title={origin} className="block text-lg wrap-anywhere">
          {parts === undefined ? (
            origin
          ) : (
            <>
              <span className="text-soft">
                {parts.before.length > BEFORE
                  ? `…${parts.before.slice(-BEFORE).replace(/^\./, '')}`
                  : parts.before}
              </span>
              <span className="font-semibold">{parts.name}</span>
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
