import * as z from 'zod'
import type { Area } from './area.ts'
import { BrokenState } from './broken-state.ts'

export type KeptPlan<T> = {
  /** One key in the area, and the name that people are told. */
  readonly name: string
  readonly schema: z.ZodType<T>
  readonly initial: T
  /** Each takes the shape of the version at its place to the next; as many as there were changes. */
  readonly migrations?: readonly ((old: unknown) => unknown)[]
}

const envelope = z.strictObject({ version: z.int().min(0), value: z.unknown() })

/**
 * The state of one service, under one key. A change is written before anybody hears of it, one after
 * the other, so that what was acknowledged is there after the worker was killed at any moment.
 */
export class Kept<T> {
  readonly #area: Area
  readonly #plan: KeptPlan<T>
  readonly #listeners = new Set<(value: T) => void>()
  #value: T
  #writing: Promise<void> = Promise.resolve()

  private constructor(area: Area, plan: KeptPlan<T>, value: T) {
    this.#area = area
    this.#plan = plan
    this.#value = value
  }

  /** Throws `BrokenState` when there is something that cannot be read. */
  static async open<T>(area: Area, plan: KeptPlan<T>): Promise<Kept<T>> {
    const stored = await area.get(plan.name)
    return new Kept(area, plan, stored === undefined ? plan.initial : read(plan, stored))
  }

  get value(): T {
    return this.#value
  }

  /** The change is given what the changes before it have made. */
  async change(makeNext: (value: T) => T): Promise<void> {
    const run = this.#writing.then(async () => {
      const value = makeNext(this.#value)
      if (Object.is(value, this.#value)) return
      const version = this.#plan.migrations?.length ?? 0
      await this.#area.set(this.#plan.name, { version, value })
      this.#value = value
      for (const listener of this.#listeners) listener(value)
    })
    // One that failed is its caller's; those behind it go on from what is stored.
    this.#writing = run.catch(() => {})
    return run
  }

  onChange(listener: (value: T) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

const read = <T>({ name, schema, migrations = [] }: KeptPlan<T>, stored: unknown): T => {
  const outer = envelope.safeParse(stored)
  if (!outer.success) throw new BrokenState(name, 'it has another shape')
  const { version, value } = outer.data
  if (version > migrations.length) {
    throw new BrokenState(name, 'a newer version of the wallet has written it')
  }
  let now = value
  try {
    for (const migrate of migrations.slice(version)) now = migrate(now)
  } catch (error) {
    throw new BrokenState(name, error instanceof Error ? error.message : String(error))
  }
  const parsed = schema.safeParse(now)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ')
  throw new BrokenState(name, `it is not as it should be at ${where || 'its root'}`)
}
