import { Globe } from 'lucide-react'
import { useState } from 'react'

type SiteIconProps = { readonly icon: string | undefined; readonly size: number }

/** Nothing is loaded from anywhere: an icon is shown when it is its own data. */
const isData = (icon: string | undefined): icon is string =>
  icon !== undefined && /^data:image\/(?:png|jpeg|webp|gif|svg\+xml|x-icon)[;,]/.test(icon)

/** A site's icon is its own word, and no more than a picture. */
export const SiteIcon = ({ icon, size }: SiteIconProps) => {
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
