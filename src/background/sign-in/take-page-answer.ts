import { getAddress } from 'viem/utils'
import { toHex } from '../../payloads/encoding/hex.ts'
import { walletMessage } from '../../protocol/wallet-message.ts'
import { WalletProblem } from '../problem.ts'
import type { PageAnswer, PasskeyAnswer } from './page/page-answer.ts'
import { pageAddress, pageRequest } from './page/page-request.ts'
import { whichPasskey } from './page/which-passkey.ts'
import { wantedLogin } from './steps/prove.ts'
import type { Patch, StepContext } from './steps/step-context.ts'

/** What a page's answer proves; undefined when the page has to be asked once more. */
export const takePageAnswer = async (
  context: StepContext,
  answer: PageAnswer,
): Promise<Patch | undefined> => {
  if (answer.kind === 'cancelled') throw new WalletProblem('cancelled', answer.reason)
  return answer.kind === 'passkey' ? withPasskey(context, answer) : withWallet(context, answer)
}

const withWallet = (
  { nodeSets, state }: StepContext,
  { address, signature }: Extract<PageAnswer, { kind: 'wallet' }>,
): Patch => {
  const { walletPage, chain } = nodeSets.deployment
  const { statement } = state
  if (walletPage === undefined || statement === undefined) return { step: 'proving' }
  const label = getAddress(address)
  const { chainId } = chain
  const message = walletMessage({ ...walletPage, address: label, chainId, statement })
  return {
    step: 'certifying',
    proven: { proof: { kind: 'wallet', message, signature }, label, address },
  }
}

const withPasskey = async (
  context: StepContext,
  answer: PasskeyAnswer,
): Promise<Patch | undefined> => {
  const { nodeSets, known, state } = context
  const { firstUse } = state
  if (firstUse !== undefined && firstUse.credentialId !== answer.credentialId) {
    throw new WalletProblem('bad-proof', 'that was another passkey: use the same one twice')
  }
  const network = await nodeSets.network()
  const publicKey = await whichPasskey(firstUse ?? answer, {
    network,
    remembered: known.passkeyOf(answer.credentialId)?.publicKey,
    wanted: wantedLogin(context)?.id,
    other: firstUse && answer,
  })
  if (publicKey === undefined) {
    await askAgain(context, answer)
    return undefined
  }
  const { id: _, ...used } = firstUse ?? answer
  return { step: 'certifying', proven: { proof: { ...used, publicKey }, label: 'Passkey' } }
}

/** One signature leaves two keys; a second, over other bytes, leaves one of them. */
const askAgain = async (
  { nodeSets, parts, state, put }: StepContext,
  answer: PasskeyAnswer,
): Promise<void> => {
  const { deployment } = nodeSets
  if (state.statement === undefined) return
  const request = pageRequest('passkey', {
    deployment,
    id: state.id,
    statement: state.statement,
    credentialId: answer.credentialId,
    mayCreate: false,
    challenge: toHex(parts.random(32)),
  })
  await put({ firstUse: answer, tab: await parts.tabs.open(pageAddress(deployment, request)) })
}
