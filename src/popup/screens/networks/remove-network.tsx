import { useState } from 'react'
import { useLocation } from 'wouter'
import type { ChainView } from '../../../messages/popup/chain-view.ts'
import { useCall } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx'
import { toast } from '../../ui/toast.ts'

export const RemoveNetwork = ({ chain: { chainId, name } }: { readonly chain: ChainView }) => {
  const call = useCall()
  const [, navigate] = useLocation()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        {en.networks.remove}
      </Button>
      <ConfirmSheet
        open={asking}
        onClose={() => setAsking(false)}
        title={en.networks.removeTitle(name)}
        body={en.networks.removeBody}
        confirm={en.networks.remove}
        work={async () => call('chain.remove', { chainId })}
        onDone={() => {
          toast(en.networks.removed)
          navigate('/networks')
        }}
      />
    </>
  )
}
