import * as z from 'zod'
import type { TokenView } from '../../messages/popup/chain-view.ts'
import type { Parts } from '../parts.ts'
import { Kept } from '../state/kept.ts'

const token = z.strictObject({
  chainId: z.string(),
  standard: z.enum(['ERC20', 'ERC721', 'ERC1155']),
  address: z.string(),
  symbol: z.string(),
  decimals: z.int().min(0),
  tokenId: z.string().optional(),
  image: z.string().optional(),
})
type Token = z.infer<typeof token>

type Which = {
  readonly chainId: string
  readonly address: string
  readonly tokenId?: string | undefined
}

/** Tokens that the person wants to see, beside the coins of each chain. */
export class Tokens {
  readonly #kept: Kept<readonly Token[]>

  private constructor(kept: Kept<readonly Token[]>) {
    this.#kept = kept
  }

  static async open(parts: Pick<Parts, 'local'>): Promise<Tokens> {
    const kept = await Kept.open<readonly Token[]>(parts.local, {
      name: 'tokens',
      schema: z.array(token),
      initial: [],
    })
    return new Tokens(kept)
  }

  onChange(listener: () => void): void {
    this.#kept.onChange(listener)
  }

  all(): readonly TokenView[] {
    return this.#kept.value.map(({ tokenId, image, ...rest }) => ({
      ...rest,
      ...(tokenId !== undefined && { tokenId }),
      ...(image !== undefined && { image }),
    }))
  }

  async add(given: TokenView): Promise<void> {
    await this.#kept.change((all) => [...all.filter((one) => !isSame(one, given)), given])
  }

  async remove(which: Which): Promise<void> {
    await this.#kept.change((all) => all.filter((one) => !isSame(one, which)))
  }
}

const isSame = (one: Which, other: Which): boolean =>
  one.chainId === other.chainId &&
  one.address.toLowerCase() === other.address.toLowerCase() &&
  one.tokenId === other.tokenId
