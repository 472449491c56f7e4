import { useState } from 'react'
import type { NodeSetView } from '../../../messages/popup/node-set-view.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { toast } from '../../ui/toast.ts'
import { NodeSetFacts } from './node-set-facts.tsx'

type CompareNodeSetProps = {
  readonly source: string
  readonly nodeSet: NodeSetView
  readonly onClose: () => void
}

/** Whose nodes they would be: the key is compared by the person, and sent back as it was shown. */
export const CompareNodeSet = ({ source, nodeSet, onClose }: CompareNodeSetProps) => {
  const { nodeSet: present } = useView()
  const call = useCall()
  const { busy, problem, run } = useAction()
  const [compared, setCompared] = useState(false)
  const same = present.id === nodeSet.id && present.networkKey === nodeSet.networkKey
  const use = async (): Promise<void> => {
    const { networkKey } = nodeSet
    const went = await run(async () =>
      call('node-set.switch', { source: source.trim(), networkKey }),
    )
    if (!went) return
    toast(en.nodeSet.switched)
    onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={en.nodeSet.compareTitle}
      description={en.nodeSet.compare}
      consent={
        <Checkbox
          label={en.nodeSet.compareCheck}
          checked={compared}
          onChange={setCompared}
          testId="node-set-compared"
        />
      }
      actions={
        <>
          <Button onClick={onClose}>{en.common.cancel}</Button>
          <Button
            look="primary"
            disabled={!compared}
            busy={busy}
            onClick={() => void use()}
            data-testid="node-set-use"
          >
            {en.nodeSet.use}
          </Button>
        </>
      }
    >
      <p className="text-lg font-semibold">{nodeSet.name}</p>
      <NodeSetFacts nodeSet={nodeSet} />
      {same && <Notice>{en.nodeSet.sameAsNow}</Notice>}
      <p className="text-sm text-soft">{en.nodeSet.keeps}</p>
      {problem !== undefined && <ProblemNotice problem={problem} />}
    </Sheet>
  )
}
