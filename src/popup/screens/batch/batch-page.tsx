import { useEffect } from 'react'
import { useParams } from 'wouter'
import type { BatchCall, BatchView } from '../../../messages/popup/batch-view.ts'
import { WhoAndWhere } from '../../approvals/page/who-and-where.tsx'
import { useAnswer } from '../../connection/use-answer.ts'
import { en } from '../../strings/en.ts'
import { Card } from '../../ui/card.tsx'
import { OriginBadge } from '../../ui/origin-badge.tsx'
import { Page } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { BatchProgress } from './batch-progress.tsx'
import { OneCall } from './one-call.tsx'

const LOOK_EVERY_MS = 3000

const isUnderWay = ({ state }: BatchCall): boolean => state === 'waiting' || state === 'sent'

/** What became of calls that were approved together, for as long as somebody looks. */
export const BatchPage = () => {
  const { id } = useParams<{ readonly id: string }>()
  const { value: batch, problem, reload } = useAnswer('batch.read', { id })
  const pending = batch?.calls.some(isUnderWay) === true
  useEffect(() => {
    if (!pending) return undefined
    const timer = setInterval(() => !document.hidden && reload(), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [pending, reload])
  return (
    <Page title={en.batch.title} lead={en.batch.lead} back="/">
      {problem !== undefined && (
        <ProblemNotice
          problem={problem}
          {...(problem.code === 'bad-input' && { words: en.batch.unknown })}
        />
      )}
      {batch === undefined && problem === undefined && <Skeleton className="h-40 w-full" />}
      {batch !== undefined && <Batch batch={batch} />}
    </Page>
  )
}

const Batch = ({ batch }: { readonly batch: BatchView }) => {
  const { origin, account, chainId, approvedAt, calls } = batch
  return (
    <>
      <Card className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <OriginBadge origin={origin} large />
        <WhoAndWhere account={account} chainId={chainId} />
        <p className="text-sm text-soft">
          {en.batch.approved} <TimeAgo at={approvedAt} />
        </p>
      </Card>
      <BatchProgress calls={calls} />
      <ol className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {calls.map((call, at) => (
          <OneCall key={call.hash} call={call} at={at} batch={batch} />
        ))}
      </ol>
    </>
  )
}
