import { useLocation } from 'wouter'
import type { AccountView } from '../../../messages/popup/account-view.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { openTab } from '../../shell/open-tab.ts'
import { surface } from '../../shell/surface.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { NodeSetProblem } from '../node-set/node-set-problem.tsx'

/** What has to be known before anything else on the page. */
export const HomeNotices = ({ account }: { readonly account: AccountView }) => {
  const { nodeSet, backupDone } = useView()
  const call = useCall()
  const [, navigate] = useLocation()
  const control = `/accounts/${account.address}`
  const foreign = nodeSet.id !== '' && account.nodeSet !== nodeSet.id
  return (
    <>
      <NodeSetProblem />
      {foreign && <Notice look="caution">{en.home.otherNodeSet}</Notice>}
      {!foreign && account.mayUse === 'nothing' && (
        <Notice look="caution">{en.home.mayNothing}</Notice>
      )}
      {!foreign && account.mayUse === 'messages' && (
        <Notice look="caution">{en.home.mayMessages}</Notice>
      )}
      {account.control === 'shared' && (
        <Notice
          look="caution"
          title={en.home.sharedTitle}
          actions={
            <Button size="small" onClick={() => navigate(control)}>
              {en.home.sharedLook}
            </Button>
          }
        >
          {en.home.sharedBody}
        </Notice>
      )}
      {!backupDone && (
        <Notice
          title={en.home.backupTitle}
          testId="backup-notice"
          actions={
            <>
              <Button
                size="small"
                look="primary"
                onClick={() => (surface === 'popup' ? openTab('/welcome') : navigate('/welcome'))}
              >
                {en.home.backupAdd}
              </Button>
              <Button size="small" onClick={() => void call('backup.later', {}).catch(() => {})}>
                {en.common.later}
              </Button>
            </>
          }
        >
          {en.home.backupBody}
        </Notice>
      )}
    </>
  )
}
