import { approvals } from '../../strings/en/approvals.ts'
import { Section } from '../../ui/section.tsx'
import { Raw } from '../parts/raw.tsx'
import { Tree } from '../parts/tree.tsx'
import type { AskProps } from './ask-props.ts'

/** The list that is signed; there is no domain to show. */
export const TypedDataV1Ask = ({ ask }: AskProps<'typed-data-v1'>) => (
  <>
    <Section title={approvals.typed.message}>
      <Tree tree={ask.tree} />
    </Section>
    <Raw parts={[{ label: approvals.raw.json, text: ask.raw }]} />
  </>
)
