import type { Hex } from 'viem'
import type { Signing } from '../ceremonies/signing.ts'
import type { KeyReader } from '../permissions/key-records.ts'
import type { KeyRecords } from '../permissions/may-use.ts'

type Pool = Pick<Signing, 'readyKeys' | 'markMinted' | 'holdBack'>

/** A mint that no final block has yet may be undone, and is looked at again before this is over. */
const HELD_BACK_SECONDS = 60

/** Takes keys out of the pool when the registry says that they are minted. */
export class MintedKeys {
  readonly #signing: Pool
  readonly #keys: Pick<KeyReader, 'read'>
  /** Promised to mints, with the Unix second until which the mint may reach the chain. */
  readonly #promised = new Map<Hex, number>()
  /** Known to be out of the pool, so that signing does not write that down each time. */
  readonly #minted = new Set<Hex>()

  constructor(signing: Pool, keys: Pick<KeyReader, 'read'>) {
    this.#signing = signing
    this.#keys = keys
  }

  promise(publicKey: Hex, until: number): void {
    this.#promised.set(publicKey, until)
  }

  /**
   * Notes what was read of a key, at a Unix second. Whether it is minted, even if no final block has
   * it yet.
   */
  note(publicKey: Hex, { final, heads }: KeyRecords, now: number): boolean {
    if (final !== undefined && !this.#minted.has(publicKey)) {
      this.#signing.markMinted(publicKey)
      this.#minted.add(publicKey)
      this.#promised.delete(publicKey)
    }
    if (final !== undefined) return true
    if (heads.every((record) => record === undefined)) return false
    // Finality may take longer than a mint's own time, and nobody can mint this key meanwhile.
    if ((this.#promised.get(publicKey) ?? 0) < now + HELD_BACK_SECONDS / 2) {
      this.#signing.holdBack(publicKey, now + HELD_BACK_SECONDS)
      this.#promised.set(publicKey, now + HELD_BACK_SECONDS)
    }
    return true
  }

  /**
   * Looks every key up that may have been minted: those promised, and those in the pool, where a
   * key comes back whose mint reached the chain while this node did not look.
   */
  async sweep(now: number): Promise<void> {
    for (const publicKey of new Set([...this.#promised.keys(), ...this.#signing.readyKeys()])) {
      this.note(publicKey, await this.#keys.read(publicKey), now)
    }
    for (const [publicKey, until] of this.#promised) {
      if (until < now) this.#promised.delete(publicKey)
    }
  }
}
