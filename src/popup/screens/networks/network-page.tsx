import { useState, type SyntheticEvent } from 'react'
import { useLocation, useParams } from 'wouter'
import type { ChainView } from '../../../messages/popup/chain-view.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { toast } from '../../ui/toast.ts'
import { readChainId, readNetwork, type NetworkText } from './read-network.ts'
import { RemoveNetwork } from './remove-network.tsx'

/** A new network, or one that is known, with an RPC of the person's choice. */
export const NetworkPage = () => {
  const { chainId } = useParams<{ readonly chainId?: string }>()
  const { chains } = useView()
  const chain = chains.find((known) => known.chainId === chainId)
  return (
    <Page title={chain === undefined ? en.networks.add : chain.name} back="/networks">
      <NetworkForm key={chainId} chain={chain} />
      {chain?.custom === true && <RemoveNetwork chain={chain} />}
    </Page>
  )
}

const fields = [
  { name: 'name', label: en.networks.name, hint: undefined, mono: false },
  { name: 'rpcUrl', label: en.networks.rpc, hint: en.networks.rpcHint, mono: true },
  { name: 'chainId', label: en.networks.chainId, hint: en.networks.chainIdHint, mono: true },
  { name: 'symbol', label: en.networks.symbol, hint: undefined, mono: false },
  { name: 'explorerUrl', label: en.networks.explorer, hint: undefined, mono: true },
] as const

const NetworkForm = ({ chain }: { readonly chain: ChainView | undefined }) => {
  const { chains } = useView()
  const call = useCall()
  const { busy, problem, run } = useAction()
  const [, navigate] = useLocation()
  const [tried, setTried] = useState(false)
  const [text, setText] = useState<NetworkText>({
    name: chain?.name ?? '',
    chainId: chain === undefined ? '' : String(Number.parseInt(chain.chainId, 16)),
    rpcUrl: chain?.rpcUrls[0] ?? '',
    symbol: chain?.currency.symbol ?? '',
    explorerUrl: chain?.explorerUrl ?? '',
  })
  const { network, errors } = readNetwork(text)
  const known =
    chain === undefined
      ? chains.find(({ chainId }) => chainId === readChainId(text.chainId))
      : undefined
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (network === undefined) return
    if (!(await run(async () => call('chain.save', network)))) return
    toast(en.networks.saved)
    navigate('/networks')
  }
  return (
    <form className="grid gap-4" noValidate onSubmit={(event) => void save(event)}>
      {fields.map(({ name, label, hint, mono }) => (
        <Field key={name} label={label} hint={hint} error={tried ? errors?.[name] : undefined}>
          {(parts) => (
            <TextInput
              {...parts}
              mono={mono}
              value={text[name]}
              readOnly={name === 'chainId' && chain !== undefined}
              onChange={(event) => {
                const { value } = event.currentTarget
                setText((before) => ({ ...before, [name]: value }))
              }}
              data-testid={`network-${name}`}
            />
          )}
        </Field>
      ))}
      {known !== undefined && (
        <Notice look="caution">{en.networks.chainIdKnown(known.name)}</Notice>
      )}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <Button type="submit" look="primary" busy={busy}>
        {en.common.save}
      </Button>
    </form>
  )
}
