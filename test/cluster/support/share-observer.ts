import { expect } from 'vitest'
import { fromHex, toHex } from '../../../src/payloads/encoding/hex.ts'
import { signatureAnswer } from '../../../src/protocol/endpoints.ts'
import type { Fetch } from '../../../src/quorum/parts.ts'
import { signatureShareRecord } from '../../../src/threshold/ecdsa/signature-share.ts'

/** Sees every share that leaves a node for a wallet, and tells whether a presignature served twice. */
export class ShareObserver {
  /** Bindings, by presignature and party. */
  readonly #bindings = new Map<string, Set<string>>()
  readonly #fetch: Fetch
  #shares = 0

  constructor(ask: Fetch = fetch) {
    this.#fetch = ask
  }

  /** Shares that were seen, repeats too. */
  get shares(): number {
    return this.#shares
  }

  /** For whatever asks nodes. */
  readonly fetch: Fetch = async (input, init) => {
    const answer = await this.#fetch(input, init)
    if (answer.ok && new URL(input).pathname === '/v1/signatures') {
      this.#see(await answer.clone().json())
    }
    return answer
  }

  #see(json: unknown): void {
    const parsed = signatureAnswer.safeParse(json)
    if (!parsed.success) return
    const { header, party, binding } = signatureShareRecord.decode(fromHex(parsed.data.share))
    const place = `${toHex(header)} of ${party}`
    this.#bindings.set(place, (this.#bindings.get(place) ?? new Set()).add(toHex(binding)))
    this.#shares++
  }

  /** No node ever gave two different shares of one presignature. */
  expectOneEach(): void {
    const twice = [...this.#bindings].filter(([, bindings]) => bindings.size > 1)
    expect(twice).toEqual([])
  }
}
