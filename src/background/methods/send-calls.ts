import * as z from 'zod'
import { RpcError } from '../../messages/rpc-error.ts'
import { toHex } from '../../payloads/encoding/hex.ts'
import { newDraft } from '../approvals/kinds/prepare-draft.ts'
import { askPerson } from './ask-person.ts'
import type { Method, MethodContext } from './method.ts'
import { addressOf } from './read-params/address-of.ts'
import { invalid, objectOf, read } from './read-params/params.ts'
import { chainIdOf } from './read-params/quantity-of.ts'
import { callOf } from './read-params/transaction-of.ts'
import { grantedTo, requireGranted } from './site-state.ts'

// https://eips.ethereum.org/EIPS/eip-5792

const MOST_CALLS = 10

const capabilities = z.record(z.string(), z.looseObject({ optional: z.boolean().optional() }))

const shape = z.strictObject({
  version: z.string(),
  id: z.string().min(1).max(8194).optional(),
  from: z.string().optional(),
  chainId: z.string(),
  atomicRequired: z.boolean(),
  calls: z
    .array(
      z.strictObject({
        to: z.string().nullish(),
        value: z.string().optional(),
        data: z.string().optional(),
        capabilities: capabilities.optional(),
      }),
    )
    .min(1),
  capabilities: capabilities.optional(),
})
type Asked = z.infer<typeof shape>

/** `wallet_sendCalls`: one approval for several transactions, one after the other. */
export const sendCalls: Method = async (context, params) => {
  const { chains, kinds, review } = context
  const given = read(shape, objectOf(params, 'wallet_sendCalls'), 'the batch')
  if (given.version !== '2.0.0')
    throw invalid('This wallet reads version 2.0.0 of wallet_sendCalls.')
  const account = accountFor(context, given.from)
  const chainId = chainIdOf(given.chainId)
  if (chains.get(chainId) === undefined) {
    throw new RpcError('unsupportedChain', `The wallet does not know chain ${chainId}.`)
  }
  if (given.atomicRequired) {
    throw new RpcError(
      'atomicityUnsupported',
      'Calls are sent one after the other: this wallet does not send them as one.',
    )
  }
  requireNoCapability(given)
  if (given.calls.length > MOST_CALLS) {
    throw new RpcError('bundleTooLarge', `A batch has at most ${MOST_CALLS} calls.`)
  }
  const bundle = given.id ?? toHex(context.parts.random(32))
  requireNew(context, bundle)
  const drafts = given.calls.map((call) => newDraft(review, chainId, account, callOf(call)))
  return askPerson(context, kinds.calls, { account, chainId, bundle, drafts })
}

const accountFor = (context: MethodContext, from: string | undefined): string => {
  const { origin } = context.by
  if (from !== undefined) return requireGranted(context, origin, addressOf(from, 'from'))
  const [first] = grantedTo(context, origin)
  if (first !== undefined) return first
  throw new RpcError('unauthorized', 'Ask for an account with eth_requestAccounts first.')
}

/** Whatever a page cannot do without would be left out silently. */
const requireNoCapability = (given: Asked): void => {
  const all = [given.capabilities, ...given.calls.map((call) => call.capabilities)]
  const [needed] = all
    .flatMap((one) => Object.entries(one ?? {}))
    .flatMap(([name, { optional }]) => (optional === true ? [] : [name]))
  if (needed === undefined) return
  throw new RpcError(
    'unsupportedCapability',
    `This wallet has no capability ${JSON.stringify(needed.slice(0, 80))}.`,
  )
}

const requireNew = ({ transactions, by }: MethodContext, bundle: string): void => {
  const isThere = transactions.all.some((one) => one.bundle === bundle && one.origin === by.origin)
  if (isThere) throw new RpcError('duplicateBundle', 'There is a batch with this id already.')
}
