import { useView } from '../../connection/worker-context.ts'
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
        <Button
          look="primary"
          busy={busy}
          disabled={way === undefined}
          onClick={() => void begin()}
          data-testid="make-account"
        >
          {en.accounts.make}
        </Button>
      }
    >
      {problem === undefined ? null : <ProblemNotice problem={problem} />}
    </Sheet>
  )
}
