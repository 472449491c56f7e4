import { useState } from 'react'
import type { View } from '../../../messages/popup/view.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'
import { Wordmark } from '../../shell/wordmark.tsx'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** What was stored cannot be read: repaired if possible, reset only if the person agrees. */
export const BrokenPage = ({ broken: found }: { readonly broken: NonNullable<View['broken']> }) => {
  const call = useCall()
  const { busy, problem, run } = useAction()
  const reading = useAction()
  const [agreed, setAgreed] = useState(false)
  return (
    <main
      data-testid="storage-broken"
      className="mx-auto grid h-full max-w-[560px] content-start gap-4 overflow-y-auto px-5 py-5 wide:py-16"
    >
      <Wordmark />
      <h1 className="text-2xl font-semibold tracking-tight">{en.broken.title}</h1>
      <p className="text-soft">{en.broken.body}</p>
      <p>
        {en.broken.what} <strong>{en.broken.part(found.part)}</strong>
      </p>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <Card className="grid gap-2">
        <p className="text-sm text-soft">{en.broken.retryNote}</p>
        <Button
          look="primary"
          busy={reading.busy}
          onClick={() => void reading.run(async () => call('storage.retry', {}))}
          data-testid="storage-retry"
        >
          {en.broken.retry}
        </Button>
      </Card>
      <Card className="grid gap-3">
        <p>
          {en.broken.lost} {en.broken.kept}
        </p>
        <Checkbox label={en.broken.consent} checked={agreed} onChange={setAgreed} />
        <Button
          look="danger"
          disabled={!agreed}
          busy={busy}
          onClick={() => void run(async () => call('storage.reset', {}))}
          data-testid="storage-reset"
        >
          {en.broken.reset}
        </Button>
      </Card>
      <details className="text-sm text-soft">
        <summary className="rounded-sm">{en.common.details}</summary>
        <p className="mt-1 font-mono text-xs wrap-anywhere">{found.detail}</p>
      </details>
    </main>
  )
}
