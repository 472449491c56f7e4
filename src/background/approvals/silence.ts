import { RpcError } from '../../messages/rpc-error.ts'

const REJECTIONS = 3
const WITHIN_MS = 30_000
const SILENT_MS = 60_000

/** Who is turned down three times in quick succession has to be quiet for a minute. */
export class Silence {
  readonly #now: () => number
  readonly #rejections = new Map<string, number[]>()
  readonly #until = new Map<string, number>()

  constructor(now: () => number) {
    this.#now = now
  }

  rejected(origin: string): void {
    const now = this.#now()
    const recent = (this.#rejections.get(origin) ?? []).filter((at) => now - at < WITHIN_MS)
    recent.push(now)
    this.#rejections.set(origin, recent)
    if (recent.length < REJECTIONS) return
    this.#until.set(origin, now + SILENT_MS)
    this.#rejections.delete(origin)
  }

  require(origin: string): void {
    const left = (this.#until.get(origin) ?? 0) - this.#now()
    if (left <= 0) return
    throw new RpcError(
      'limitExceeded',
      `You were turned down three times: ask again in ${Math.ceil(left / 1000)} seconds.`,
    )
  }
}
