import * as z from 'zod'
import type { ChainView } from '../../messages/popup/chain-view.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { BlockedSites } from '../blocking/blocked-sites.ts'
import type { Contacts } from '../contacts/contacts.ts'
import { WalletProblem } from '../problem.ts'

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/)
const name = z.string().trim().min(1).max(60)

const file = z.strictObject({
  kind: z.literal('assent-device'),
  version: z.literal(1),
  /** In the person's order. */
  accounts: z.array(z.strictObject({ address, name, hidden: z.boolean() })).max(1000),
  contacts: z.array(z.strictObject({ address, name })).max(1000),
  networks: z
    .array(
      z.strictObject({
        chainId: z.string().regex(/^0x[1-9a-f][0-9a-f]*$/),
        name,
        symbol: z.string().min(1).max(12),
        rpcUrl: z.url().max(2000),
        explorerUrl: z.url().max(2000).optional(),
      }),
    )
    .max(200),
  /** Files of before it could be done have none. */
  blockedSites: z.array(z.string().min(1).max(253)).max(1000).default([]),
})
type File = z.infer<typeof file>

type DeviceParts = {
  readonly accounts: Pick<Accounts, 'all' | 'take'>
  readonly contacts: Pick<Contacts, 'all' | 'save'>
  readonly chains: {
    all(): readonly ChainView[]
    save(chain: File['networks'][number]): Promise<unknown>
  }
  readonly blockedSites: Pick<BlockedSites, 'all' | 'add'>
}

/**
 * What lives on this device alone, as a file: names, order, contacts, networks and blocked sites;
 * nothing secret.
 */
export class DeviceFile {
  readonly #parts: DeviceParts

  constructor(parts: DeviceParts) {
    this.#parts = parts
  }

  write(): string {
    const { accounts, contacts, chains, blockedSites } = this.#parts
    const text: File = {
      kind: 'assent-device',
      version: 1,
      accounts: accounts.all().map(({ address, name, hidden }) => ({ address, name, hidden })),
      contacts: contacts.all().map(({ address, name }) => ({ address, name })),
      networks: chains
        .all()
        .filter(({ custom, rpcUrls }) => custom && rpcUrls.length > 0)
        .map(({ chainId, name, currency, rpcUrls: [rpcUrl = ''], explorerUrl }) => ({
          chainId,
          name,
          symbol: currency.symbol,
          rpcUrl,
          ...(explorerUrl !== undefined && { explorerUrl }),
        })),
      blockedSites: [...blockedSites.all()],
    }
    return `${JSON.stringify(text, null, 2)}\n`
  }

  /** Adds to what is there; all of the file is checked before any of it is taken. */
  async read(text: string): Promise<void> {
    const parsed = file.safeParse(parse(text))
    if (!parsed.success) {
      const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ')
      throw new WalletProblem(
        'bad-input',
        `this is no file that the wallet has exported${where === '' ? '' : `: look at ${where}`}`,
      )
    }
    const { accounts, contacts, networks, blockedSites } = parsed.data
    await this.#parts.accounts.take(accounts)
    for (const contact of contacts) await this.#parts.contacts.save(contact.address, contact.name)
    for (const network of networks) await this.#parts.chains.save(network)
    for (const host of blockedSites) await this.#parts.blockedSites.add(host)
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
