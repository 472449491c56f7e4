import { useView } from '../../connection/worker-context.ts'
import { openTab } from '../../shell/open-tab.ts'
import { surface } from '../../shell/surface.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useSignIn } from '../sign-in/use-sign-in.ts'

type NewAccountSheetProps = { readonly open: boolean; readonly onClose: () => void }

/** One more account for the same login. */
export const NewAccountSheet = ({ open, onClose }: NewAccountSheetProps) => {
  const { ways, login } = useView()
  const { busy, problem, start } = useSignIn()
  const way = ways.find(({ id }) => id === login?.way) ?? ways[0]
  const begin = async (): Promise<void> => {
    if (way !== undefined && (await start(way.id, 'another'))) onClose()
  }
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={en.accounts.newTitle}
      description={en.accounts.newBody}
      actions={
        surface === 'popup' ? (
          <Button look="primary" onClick={() => openTab('/accounts')}>
            {en.control.inTab}
          </Button>
        ) : (
          <Button
            look="primary"
            busy={busy}
            disabled={way === undefined}
            onClick={() => void begin()}
            data-testid="make-account"
          >
            {way === undefined ? en.accounts.newWay : en.welcome.continueWith(way.name)}
          </Button>
        )
      }
    >
      {surface === 'popup' && <p className="text-sm text-soft">{en.control.inTabNote}</p>}
      {problem !== undefined && <ProblemNotice problem={problem} />}
    </Sheet>
  )
}
