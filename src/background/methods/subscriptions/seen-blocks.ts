import * as z from 'zod'
import type { Parts } from '../../parts.ts'
import { Kept } from '../../state/kept.ts'

const seenBlock = z.strictObject({
  /** Of the filter or subscription. */
  id: z.string(),
  page: z.string(),
  chainId: z.string(),
  /** The newest that its page was told of, in hex. */
  block: z.string().regex(/^0x[0-9a-f]+$/),
})
export type SeenBlock = z.infer<typeof seenBlock>

const MOST = 500

/** How far pages have come with what they watch, and on which chain: the next worker goes on there. */
export class SeenBlocks {
  readonly #kept: Kept<readonly SeenBlock[]>

  private constructor(kept: Kept<readonly SeenBlock[]>) {
    this.#kept = kept
  }

  static async open(area: Parts['session']): Promise<SeenBlocks> {
    const kept = await Kept.open<readonly SeenBlock[]>(area, {
      name: 'seen-blocks',
      schema: z.array(seenBlock),
      initial: [],
    })
    return new SeenBlocks(kept)
  }

  of(id: string, page: string): SeenBlock | undefined {
    return this.#kept.value.find((one) => one.id === id && one.page === page)
  }

  /** Of very many, those are forgotten that stood still the longest. */
  async put(seen: SeenBlock): Promise<void> {
    await this.#kept.change((all) => {
      const before = all.find(({ id }) => id === seen.id)
      if (before?.block === seen.block && before.chainId === seen.chainId) return all
      return [...all.filter((one) => one !== before), seen].slice(-MOST)
    })
  }

  async forget(which: (seen: SeenBlock) => boolean): Promise<void> {
    await this.#kept.change((all) => (all.some(which) ? all.filter((one) => !which(one)) : all))
  }
}
