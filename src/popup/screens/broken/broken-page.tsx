import { useState } from 'react'
import type { Problem } from '../../../messages/popup/problem.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'
import { Wordmark } from '../../shell/wordmark.tsx'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** What was stored cannot be read: repaired if possible, reset only if the person agrees. */
export const BrokenPage = ({ problem: found }: { readonly problem: Problem | undefined }) => {
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
        <div className="grid gap-1.5">
          <p>{en.broken.lost}</p>
          <ul className="grid list-disc gap-0.5 pl-4.5 text-soft">
            {en.broken.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <p>{en.broken.kept}</p>
        </div>
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
      {found !== undefined && (
        <details className="text-sm text-soft">
          <summary className="rounded-sm">{en.common.details}</summary>
          <p className="mt-1 font-mono text-xs wrap-anywhere">{found.detail}</p>
        </details>
      )}
    </main>
  )
}
