// https://eips.ethereum.org/EIPS/eip-4361
import { fromHex, toHex } from '../../../../payloads/encoding/hex.ts'
import { textToBytes } from '../../../../payloads/encoding/text.ts'
import { personalMessageDigest } from '../../../../payloads/message/personal.ts'
import type { Proof } from '../../../../protocol/proof.ts'
import { statementHash, type Statement } from '../../../../protocol/statement.ts'
import type { AuthParts } from '../auth-parts.ts'
import { badProof } from '../bad-proof.ts'
import { proofIdOf, provenIdentity } from '../proven-identity.ts'
import type { Proven } from '../proven.ts'
import { acceptedByContract } from './accepted-by-contract.ts'
import { readWalletMessage, type WalletAccount } from './read-wallet-message.ts'
import { recoverSigner } from './recover-signer.ts'

type WalletProof = Extract<Proof, { kind: 'wallet' }>

/** EIP-6492 appends this where an account's contract does not stand yet. */
const UNDEPLOYED = '6492'.repeat(16)

/** An account that signed the statement's text, by its key or by its contract. */
export const verifyWallet = async (
  { deployment, contracts }: Pick<AuthParts, 'deployment' | 'contracts'>,
  statement: Statement,
  { message, signature }: WalletProof,
): Promise<Proven> => {
  if (deployment.walletPage === undefined) {
    throw badProof('method-not-offered', 'this deployment has no page for other wallets')
  }
  const account = readWalletMessage(message, deployment.walletPage, statement)
  const digest = personalMessageDigest(textToBytes(message))
  if (recoverSigner(digest, fromHex(signature)) !== account.address) {
    checkContractChain(account, signature, deployment.chain.chainId)
    const signed = { digest: toHex(digest), signature }
    if (!(await acceptedByContract(contracts, account.address, signed))) {
      throw badProof('signature', 'neither the key nor a contract of the account signed this')
    }
  }
  const whose = provenIdentity({ kind: 'address', address: account.address })
  const proofId = proofIdOf(whose, statementHash(statement))
  return { method: 'wallet', ...whose, provenAt: statement.issuedAt, proofId }
}

const checkContractChain = (
  { chainId }: WalletAccount,
  signature: string,
  registryChain: number,
): void => {
  if (signature.endsWith(UNDEPLOYED)) {
    throw badProof('undeployed-account', 'deploy the account before you sign in by it')
  }
  if (chainId === registryChain) return
  throw badProof(
    'chain',
    `no key made this signature, and contracts are asked on chain ${registryChain} only`,
  )
}
