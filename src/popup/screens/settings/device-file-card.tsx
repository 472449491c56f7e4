import { Download, Upload } from 'lucide-react'
import { useAction } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'
import { FileButton } from '../../shell/file-button.tsx'
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
  const save = async (): Promise<void> => {
    const { text } = await call('device.export', {})
    saveFile(en.settings.fileName, text)
    toast(en.settings.exported)
  }
  const take = async (file: File): Promise<void> => {
    const went = await run(async () => call('device.import', { text: await file.text() }))
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
          <FileButton
            label={en.settings.import}
            icon={<Upload aria-hidden="true" size={15} />}
            disabled={busy}
            page="/settings"
            testId="import"
            onFile={(file) => void take(file)}
          />
        </div>
      </Card>
    </Section>
  )
}
