import { base64urlnopad } from '@scure/base'
import { zeroAddress } from 'viem'
import type { Deployment } from '../../../protocol/deployment.ts'
import { shortCode, statementHash, type Statement } from '../../../protocol/statement.ts'
import { walletMessage } from '../../../protocol/wallet-message.ts'
import { WalletProblem } from '../../problem.ts'

/** What the deployment's page is asked to do; it stands behind the # of its address. */
export type PageRequest = {
  readonly version: 1
  /** Of the sign-in; the answer repeats it. */
  readonly id: string
  /** The same as the wallet shows. */
  readonly code: string
} & (
  | {
      readonly kind: 'passkey'
      readonly rpId: string
      /** In hex. */
      readonly challenge: string
      /** The one that is wanted, where it is known which. */
      readonly credentialId?: string
      readonly mayCreate: boolean
      /** One use did not tell whose key it is, two do. */
      readonly again: boolean
    }
  | {
      readonly kind: 'wallet'
      /** What is signed, before and after the address of the account, with its checksum. */
      readonly before: string
      readonly after: string
      readonly chainId: number
    }
)

type PageRequestOptions = {
  readonly deployment: Deployment
  readonly id: string
  readonly statement: Statement
  readonly credentialId?: string | undefined
  readonly mayCreate: boolean
  /** Of a second use, where the first did not tell whose passkey it is. */
  readonly challenge?: string | undefined
}

export const pageRequest = (
  way: 'passkey' | 'wallet',
  options: PageRequestOptions,
): PageRequest => {
  const { deployment, id, statement } = options
  const hash = statementHash(statement)
  const common = { version: 1, id, code: shortCode(hash) } as const
  if (way === 'passkey') {
    const { credentialId, mayCreate, challenge = hash } = options
    const again = challenge !== hash
    const { rpId } = requirePart(deployment.passkey)
    const known = credentialId === undefined ? {} : { credentialId }
    return { ...common, kind: 'passkey', rpId, challenge, mayCreate, again, ...known }
  }
  const { chainId } = deployment.chain
  const page = requirePart(deployment.walletPage)
  const text = walletMessage({ ...page, address: zeroAddress, chainId, statement })
  const [before = '', after = ''] = text.split(zeroAddress)
  return { ...common, kind: 'wallet', before, after, chainId }
}

export const pageAddress = (deployment: Deployment, request: PageRequest): string => {
  const { url } = requirePart(deployment.walletPage)
  const text = new TextEncoder().encode(JSON.stringify(request))
  return `${url}#${base64urlnopad.encode(text)}`
}

const requirePart = <T>(part: T | undefined): T => {
  if (part !== undefined) return part
  throw new WalletProblem('not-configured', 'this deployment has no page to sign in on')
}
