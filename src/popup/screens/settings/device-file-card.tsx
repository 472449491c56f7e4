import { Download, Upload } from 'lucide-react'
import { useRef } from 'react'
import { useAction } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'
import { openTab } from '../../shell/open-tab.ts'
import { surface } from '../../shell/surface.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { toast } from '../../ui/toast.ts'
import { saveFile } from './save-file.ts'

/** What only this device knows, to be taken to another. */
export const DeviceFileCard = () => {
  const call = useCall()
  const { busy, problem, run } = useAction()
  const file = useRef<HTMLInputElement>(null)
  const save = async (): Promise<void> => {
    const { text } = await call('device.export', {})
    saveFile(en.settings.fileName, text)
    toast(en.settings.exported)
  }
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return
    const went = await run(async () => call('device.import', { text: await chosen.text() }))
    if (went) toast(en.settings.imported)
  }
  return (
    <Section title={en.settings.device}>
      <Card className="grid gap-3">
        <p className="text-soft">{en.settings.deviceNote}</p>
        {problem !== undefined && <ProblemNotice problem={problem} />}
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            busy={busy}
            icon={<Download aria-hidden="true" size={15} />}
            onClick={() => void run(save)}
            data-testid="export"
          >
            {en.settings.export}
          </Button>
          {/* Choosing a file closes a popup in some browsers. */}
          <Button
            size="small"
            disabled={busy}
            icon={<Upload aria-hidden="true" size={15} />}
            onClick={() => (surface === 'popup' ? openTab('/settings') : file.current?.click())}
          >
            {en.settings.import}
          </Button>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            hidden
            aria-label={en.settings.import}
            data-testid="import"
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              void take(chosen)
            }}
          />
        </div>
      </Card>
    </Section>
  )
}
