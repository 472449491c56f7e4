import type { ReactNode } from 'react'
import type { Problem } from '../../messages/popup/problem.ts'
import { en } from '../strings/en.ts'
import { Notice } from './notice.tsx'

type ProblemNoticeProps = {
  readonly problem: Problem
  readonly actions?: ReactNode
  readonly testId?: string
}

/** What went wrong and what to do, in words; what exactly happened, for whoever opens it. */
export const ProblemNotice = ({ problem, actions, testId = 'problem' }: ProblemNoticeProps) => {
  const { title, body } = en.problems[problem.code]
  const calm = problem.code === 'cancelled' || problem.code === 'locked'
  return (
    <Notice
      look={calm ? 'info' : 'danger'}
      title={title}
      live
      actions={actions}
      testId={testId}
      code={problem.code}
    >
      <p>{body}</p>
      {problem.detail !== '' && !calm && (
        <details className="mt-1.5 text-soft">
          <summary className="rounded-sm">{en.common.details}</summary>
          <p className="mt-1 font-mono text-xs">{problem.detail}</p>
        </details>
      )}
    </Notice>
  )
}
