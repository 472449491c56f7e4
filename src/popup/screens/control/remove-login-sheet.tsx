import type { ControlEntry } from '../../../messages/popup/account-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { isLogin } from './is-login.ts'

type RemoveLoginSheetProps = {
  readonly entry: ControlEntry | undefined
  readonly onClose: () => void
  readonly onConfirm: (entry: ControlEntry) => void
}

/** What follows from it, before it is done. */
export const RemoveLoginSheet = ({ entry, onClose, onConfirm }: RemoveLoginSheetProps) => {
  const { login } = useView()
  return (
    <Sheet
      open={entry !== undefined}
      onClose={onClose}
      title={en.control.removeTitle(entry?.label ?? '')}
      description={en.control.removeBody}
      actions={
        <>
          <Button onClick={onClose}>{en.common.cancel}</Button>
          <Button
            look="danger"
            onClick={() => entry !== undefined && onConfirm(entry)}
            data-testid="confirm-remove-login"
          >
            {en.control.removeConfirm}
          </Button>
        </>
      }
    >
      {entry !== undefined && isLogin(entry, login) && (
        <Notice look="caution">{en.control.removeMine}</Notice>
      )}
    </Sheet>
  )
}
