import { getAddress, recoverTypedDataAddress, type Address, type Hex } from 'viem'
import type { Deployment } from '../../protocol/deployment.ts'
import { certificateStatement } from '../../registry/certificate-statement.ts'
import { certificateCall } from '../../registry/node-set-calls.ts'
import { revokedCertificate, type CurrentNodeSet } from '../../registry/node-set.ts'
import { orderSignatures } from '../../registry/order-signatures.ts'
import { readCurrentNodeSet } from '../../registry/read-current-node-set.ts'
import { waitForReceipt } from '../../registry/wait-for-receipt.ts'
import type { ChainAccess } from './chain.ts'
import { OperatorProblem, reasonOf } from './problem.ts'

export type CertificateChange = {
  readonly party: number
  /** SHA-256 of the certificate's DER; undefined leaves the node without one. */
  readonly certificate: Hex | undefined
}

type Chain = Pick<ChainAccess, 'reader' | 'chainId'>

/** What operators sign to replace or revoke a certificate, as the registry stands now. */
export async function certificateChange(
  { reader, chainId }: Chain,
  { chain, contracts }: Deployment,
  { party, certificate }: CertificateChange,
) {
  if (chainId !== chain.chainId) {
    throw new OperatorProblem(
      `this RPC serves chain ${chainId}, and the deployment is on ${chain.chainId}`,
    )
  }
  const registry = getAddress(contracts.NodeRegistry)
  const set = await readCurrentNodeSet(reader, registry, { blockTag: 'latest' })
  if (!set.nodes.some((node) => node.party === party)) {
    throw new OperatorProblem(`the registry has no node ${party}`)
  }
  const statement = certificateStatement(
    { chainId, contract: registry },
    {
      previous: set.head,
      epoch: set.epoch,
      party,
      certificate: certificate ?? revokedCertificate,
    },
  )
  return { registry, set, statement }
}

/** Sends a change that operators have signed, and returns the transaction. */
export async function changeCertificate(
  access: ChainAccess,
  deployment: Deployment,
  change: CertificateChange,
  signatures: readonly Hex[],
): Promise<Hex> {
  const { registry, set, statement } = await certificateChange(access, deployment, change)
  const signed = await Promise.all(
    signatures.map(async (signature) => ({
      signature,
      signer: await signerOf(set, { ...statement, signature }),
    })),
  )
  const distinct = [...new Map(signed.map((one) => [one.signer, one])).values()]
  if (distinct.length < set.threshold) {
    throw new OperatorProblem(
      `${set.threshold} nodes must sign, and these are ${distinct.length} of them`,
    )
  }
  const { party } = change
  const certificate = change.certificate ?? revokedCertificate
  const call = certificateCall(registry, { party, certificate }, orderSignatures(distinct))
  const transaction = await access.sender.sendTransaction(call).catch((error: unknown) => {
    throw new OperatorProblem(`the registry refuses this: ${reasonOf(error)}`)
  })
  const { status } = await waitForReceipt(access.reader, transaction)
  if (status !== 'success') throw new OperatorProblem(`the registry refused ${transaction}`)
  return transaction
}

async function signerOf(
  { nodes }: CurrentNodeSet,
  signed: Parameters<typeof recoverTypedDataAddress>[0],
): Promise<Address> {
  const signer = await recoverTypedDataAddress(signed).catch(() => undefined)
  if (nodes.some((node) => node.signer === signer) && signer !== undefined) return signer
  throw new OperatorProblem(
    'one of these is no signature of a node for this change as the registry stands now: ' +
      'after any other change of the registry, all have to sign again',
  )
}
