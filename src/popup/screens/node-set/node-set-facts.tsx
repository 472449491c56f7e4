import type { ReactNode } from 'react'
import type { NodeSetView } from '../../../messages/popup/node-set-view.ts'
import { en } from '../../strings/en.ts'
import { Address } from '../../ui/address.tsx'
import { KeyFingerprint } from './key-fingerprint.tsx'

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="grid gap-0.5 py-2">
    <dt className="text-sm text-soft">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
)

/** What makes a node set this one and no other. */
export const NodeSetFacts = ({ nodeSet }: { readonly nodeSet: NodeSetView }) => (
  <dl className="grid divide-y divide-line">
    <Fact name={en.nodeSet.fingerprint}>
      <KeyFingerprint networkKey={nodeSet.networkKey} />
    </Fact>
    <Fact name={en.nodeSet.threshold}>
      {en.nodeSet.ofNodes(nodeSet.threshold, nodeSet.nodes.length)}
    </Fact>
    <Fact name={en.nodeSet.registry}>
      <Address address={nodeSet.registry} />
    </Fact>
    <Fact name={en.nodeSet.chain}>{nodeSet.registryChainId}</Fact>
  </dl>
)
