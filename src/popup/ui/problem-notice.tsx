import type { ReactNode } from 'react'
import type { Problem, ProblemCode } from '../../messages/popup/problem.ts'
import { en } from '../strings/en.ts'
import { Notice } from './notice.tsx'

type ProblemNoticeProps = {
  readonly problem: Problem
  /** Where the same problem means something else than usual. */
  readonly words?: { readonly title: string; readonly body: string }
  readonly actions?: ReactNode
  readonly testId?: string
}

/** Of these, what exactly happened is what the person has to know. */
const telling: ReadonlySet<ProblemCode> = new Set([
  'bad-input',
  'refused',
  'chain-failed',
  'not-configured',
])

/** The person's own doing: nothing went wrong. */
const calm: ReadonlySet<ProblemCode> = new Set(['cancelled', 'locked'])

const sentence = (detail: string): string =>
  `${detail.slice(0, 1).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`

/** What went wrong and what to do, in words; what exactly happened, for whoever opens it. */
export const ProblemNotice = ({
  problem: { code, detail },
  words = en.problems[code],
  actions,
  testId = 'problem',
}: ProblemNoticeProps) => (
  <Notice
    look={calm.has(code) ? 'info' : 'danger'}
    title={words.title}
    live
    actions={actions}
    testId={testId}
    code={code}
  >
    <p>{words.body}</p>
    {detail !== '' && telling.has(code) && <p className="mt-1 text-soft">{sentence(detail)}</p>}
    {detail !== '' && !telling.has(code) && !calm.has(code) && (
      <details className="mt-1.5 text-soft">
        <summary className="rounded-sm">{en.common.details}</summary>
        <p className="mt-1 font-mono text-xs">{detail}</p>
      </details>
    )}
  </Notice>
)
