import type { AccountView } from '../../../messages/popup/account-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Tag } from '../../ui/tag.tsx'

/** What is not as it usually is with an account. */
export const AccountTags = ({ account }: { readonly account: AccountView }) => {
  const { nodeSet, selected } = useView()
  if (nodeSet.id !== '' && account.nodeSet !== nodeSet.id)
    return <Tag>{en.accounts.otherNodeSet}</Tag>
  return (
    <>
      {account.control === 'shared' && <Tag look="caution">{en.accounts.shared}</Tag>}
      {account.mayUse === 'messages' && <Tag look="caution">{en.accounts.messagesOnly}</Tag>}
      {account.mayUse === 'nothing' && <Tag look="caution">{en.accounts.nothing}</Tag>}
      {account.address === selected && <Tag look="accent">{en.accounts.inUse}</Tag>}
    </>
  )
}
