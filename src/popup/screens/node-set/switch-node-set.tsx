import { FileUp } from 'lucide-react'
import { useRef, useState, type SyntheticEvent } from 'react'
import type { NodeSetView } from '../../../messages/popup/node-set-view.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'
import { openTab } from '../../shell/open-tab.ts'
import { surface } from '../../shell/surface.ts'
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
  const file = useRef<HTMLInputElement>(null)

  const look = async (source: string): Promise<void> => {
    if (source.trim() === '') return
    await run(async () =>
      setFound({ source, nodeSet: await call('node-set.preview', { source: source.trim() }) }),
    )
  }
  const byUrl = (event: SyntheticEvent): void => {
    event.preventDefault()
    void look(url)
  }
  const byFile = async (chosen: File | undefined): Promise<void> => {
    if (chosen !== undefined) await look(await chosen.text())
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
            <Button
              size="small"
              disabled={busy}
              icon={<FileUp aria-hidden="true" size={15} />}
              onClick={() => (surface === 'popup' ? openTab('/node-set') : file.current?.click())}
            >
              {en.nodeSet.file}
            </Button>
          </div>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            hidden
            aria-label={en.nodeSet.file}
            data-testid="node-set-file"
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              void byFile(chosen)
            }}
          />
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
