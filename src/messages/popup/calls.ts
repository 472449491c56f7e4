import * as z from 'zod'
import type { ControlView, DeviceSession } from './account-view.ts'
import type { BatchView } from './batch-view.ts'
import { MOST_LIST_CHARACTERS } from './blocked-view.ts'
import type { NodeSetView } from './node-set-view.ts'

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/)
const chainId = z.string().regex(/^0x[1-9a-f][0-9a-f]*$/)
const hex = z.string().regex(/^0x[0-9a-fA-F]*$/)
const amount = z.string().regex(/^[0-9]{1,78}$/)
const name = z.string().trim().min(1).max(60)
const origin = z.string().min(1).max(2000)
const id = z.string().min(1).max(100)
const nothing = z.strictObject({})
const purpose = z.enum(['account', 'another', 'unlock', 'renew', 'manage', 'add-login'])
const login = z.strictObject({ authMethodType: z.string().max(80), id: hex })

const feeChoice = z.strictObject({
  speed: z.enum(['slow', 'normal', 'fast', 'custom']),
  maxFeePerGas: amount,
  maxPriorityFeePerGas: amount.optional(),
})

export const choices = z.strictObject({
  accounts: z.array(address).max(100).optional(),
  fee: feeChoice.optional(),
  gasLimit: amount.optional(),
  nonce: z.int().min(0).optional(),
  caps: z.record(z.coerce.number().int().min(0), amount).optional(),
  accepted: z.array(z.string().max(100)).max(50).optional(),
})

const settings = z.strictObject({
  autoLockMinutes: z.int().min(1).max(1440).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  surface: z.enum(['popup', 'side-panel']).optional(),
})

/** What pages of the extension may ask of the worker, and with what. */
export const calls = {
  'sign-in.start': z.strictObject({ way: id, purpose }),
  /** From where it stopped. */
  'sign-in.retry': nothing,
  'sign-in.cancel': nothing,
  /** What it came to was seen. */
  'sign-in.dismiss': nothing,
  lock: nothing,
  'account.select': z.strictObject({ address }),
  'account.rename': z.strictObject({ address, name }),
  'account.hide': z.strictObject({ address, hidden: z.boolean() }),
  'account.order': z.strictObject({ addresses: z.array(address).max(1000) }),
  'account.balance': z.strictObject({ address, chainId }),
  'account.faucet': z.strictObject({ address }),
  'control.read': z.strictObject({ address }),
  /** Both begin a sign-in that may manage; the second takes the new login's after it. */
  'control.add': z.strictObject({ address, way: id }),
  'control.remove': z.strictObject({ address, login }),
  'backup.later': nothing,
  'sessions.list': nothing,
  'sessions.end': z.strictObject({ id: hex }),
  'sessions.end-all': nothing,
  /** Calls that were approved together, by the approval. */
  'batch.read': z.strictObject({ id }),
  'chain.select': z.strictObject({ chainId }),
  'chain.save': z.strictObject({
    chainId,
    name,
    symbol: z.string().min(1).max(12),
    rpcUrl: z.url().max(2000),
    explorerUrl: z.url().max(2000).optional(),
  }),
  'chain.remove': z.strictObject({ chainId }),
  'site.disconnect': z.strictObject({ origin }),
  'site.set': z.strictObject({
    origin,
    accounts: z.array(address).min(1).max(100),
    chainId,
  }),
  /** By its origin, a host, or the address of a page there. */
  'site.block': z.strictObject({ site: origin }),
  'site.unblock': z.strictObject({ host: z.string().min(1).max(253) }),
  'host-list.load': z.strictObject({ text: z.string().max(MOST_LIST_CHARACTERS) }),
  'host-list.remove': nothing,
  'contact.save': z.strictObject({ address, name }),
  'contact.remove': z.strictObject({ address }),
  'token.remove': z.strictObject({ chainId, address, tokenId: z.string().optional() }),
  'device.export': nothing,
  'device.import': z.strictObject({ text: z.string().max(1_000_000) }),
  'settings.set': settings,
  'node-set.check': nothing,
  /** A deployment file, or an address that has one; nothing changes yet. */
  'node-set.preview': z.strictObject({ source: z.string().min(1).max(200_000) }),
  'node-set.switch': z.strictObject({ source: z.string().min(1).max(200_000), networkKey: hex }),
  'approval.choose': z.strictObject({ id, choices }),
  'approval.approve': z.strictObject({ id, hash: id, revision: z.int(), choices }),
  'approval.reject': z.strictObject({ id }),
  'storage.reset': nothing,
  'storage.retry': nothing,
} as const

export type CallName = keyof typeof calls
export type CallArguments<Name extends CallName> = z.infer<(typeof calls)[Name]>

type Answers = {
  'account.balance': { readonly wei: string }
  /** How much it gave; nothing to an account that has enough. */
  'account.faucet': { readonly wei: string }
  'batch.read': BatchView
  'control.read': ControlView
  'sessions.list': readonly DeviceSession[]
  'device.export': { readonly text: string }
  'node-set.preview': NodeSetView
}
/** Most change the view and answer nothing. */
export type CallAnswer<Name extends CallName> = Name extends keyof Answers
  ? Answers[Name]
  : Record<string, never>
