import { Ban } from 'lucide-react'
import { useState } from 'react'
import { useCall } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx'
import { toast } from '../../ui/toast.ts'

type BlockSiteProps = { readonly origin: string; readonly onDone?: () => void }

/** Of sites of the web alone: what the wallet itself asks cannot be blocked. */
const hostOf = (origin: string): string | undefined =>
  /^https?:/.test(origin) ? new URL(origin).hostname : undefined

/** To hear nothing more of a site. */
export const BlockSite = ({ origin, onDone }: BlockSiteProps) => {
  const call = useCall()
  const [asking, setAsking] = useState(false)
  const host = hostOf(origin)
  if (host === undefined) return null
  return (
    <>
      <Button
        size="small"
        className="justify-self-start"
        icon={<Ban aria-hidden="true" size={15} />}
        onClick={() => setAsking(true)}
        data-testid="block-site"
      >
        {en.blocked.block}
      </Button>
      <ConfirmSheet
        open={asking}
        onClose={() => setAsking(false)}
        title={en.blocked.blockTitle}
        body={<bdi className="wrap-anywhere">{en.blocked.blockBody(host)}</bdi>}
        confirm={en.blocked.confirm}
        work={async () => call('site.block', { site: origin })}
        onDone={() => {
          toast(en.blocked.blocked)
          onDone?.()
        }}
        testId="confirm-block"
      />
    </>
  )
}
