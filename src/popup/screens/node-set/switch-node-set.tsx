import { FileUp } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import type { NodeSetView } from '../../../messages/popup/node-set-view.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'
import { FileButton } from '../../shell/file-button.tsx'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { CompareNodeSet } from './compare-node-set.tsx'

type Found = { readonly source: string; readonly nodeSet: NodeSetView }

/** By the deployment file, or where it is; nothing changes before its key was compared. */
export const SwitchNodeSet = () => {
  const call = useCall()
  const { busy, problem, run } = useAction()
  const [url, setUrl] = useState('')
  const [found, setFound] = useState<Found>()

  const look = async (read: () => Promise<string> | string): Promise<void> => {
    await run(async () => {
      const source = (await read()).trim()
      if (source !== '') setFound({ source, nodeSet: await call('node-set.preview', { source }) })
    })
  }
  const byUrl = (event: SyntheticEvent): void => {
    event.preventDefault()
    void look(() => url)
  }
  return (
    <Section title={en.nodeSet.switch}>
      <Card className="grid gap-4">
        <p className="text-soft">{en.nodeSet.switchLead}</p>
        <form className="grid gap-3" noValidate onSubmit={byUrl}>
          <Field label={en.nodeSet.url} hint={en.nodeSet.urlHint}>
            {(parts) => (
              <TextInput
                {...parts}
                mono
                inputMode="url"
                value={url}
                onChange={(event) => setUrl(event.currentTarget.value)}
                data-testid="node-set-source"
              />
            )}
          </Field>
          {problem !== undefined && <ProblemNotice problem={problem} words={en.nodeSet.unread} />}
          <div className="flex flex-wrap gap-2">
            <Button
              type="submit"
              look="primary"
              size="small"
              busy={busy}
              disabled={url.trim() === ''}
              data-testid="node-set-look"
            >
              {en.nodeSet.look}
            </Button>
            <FileButton
              label={en.nodeSet.file}
              icon={<FileUp aria-hidden="true" size={15} />}
              disabled={busy}
              page="/node-set"
              testId="node-set-file"
              onFile={(file) => void look(async () => file.text())}
            />
          </div>
        </form>
      </Card>
      {found !== undefined && (
        <CompareNodeSet
          key={found.nodeSet.networkKey}
          source={found.source}
          nodeSet={found.nodeSet}
          onClose={() => setFound(undefined)}
        />
      )}
    </Section>
  )
}
