import * as z from 'zod'
import { toHex } from '../../payloads/encoding/hex.ts'
import type { CertifiedIdentity } from '../../protocol/certificate.ts'
import type { Parts } from '../parts.ts'
import { isSameLogin, login, type Login } from '../sessions/login.ts'
import { Kept } from '../state/kept.ts'

const hex = z.custom<`0x${string}`>(
  (value) => typeof value === 'string' && /^0x(?:[0-9a-f]{2})*$/.test(value),
)

const known = z.strictObject({
  ...login.shape,
  /** Logins that one of them has added to an account of the other's are one person's. */
  person: z.string(),
  /** Of a passkey: no browser tells its public key a second time. */
  passkey: z.strictObject({ credentialId: hex, publicKey: hex }).optional(),
})
export type KnownLogin = z.infer<typeof known>

const schema = z.array(known).max(200)
type Stored = z.infer<typeof schema>

export type SeenLogin = Omit<KnownLogin, 'person'>

/** Logins that were proven on this device: what people call them, and which are one person's. */
export class KnownLogins {
  readonly #kept: Kept<Stored>
  readonly #random: Parts['random']

  private constructor(kept: Kept<Stored>, random: Parts['random']) {
    this.#kept = kept
    this.#random = random
  }

  static async open({ local, random }: Pick<Parts, 'local' | 'random'>): Promise<KnownLogins> {
    const kept = await Kept.open<Stored>(local, { name: 'known-logins', schema, initial: [] })
    return new KnownLogins(kept, random)
  }

  get all(): readonly KnownLogin[] {
    return this.#kept.value
  }

  find(identity: Pick<Login, 'authMethodType' | 'id'>): KnownLogin | undefined {
    return this.all.find((one) => isSameLogin(one, identity))
  }

  passkeyOf(credentialId: string): KnownLogin['passkey'] {
    return this.all.find(({ passkey }) => passkey?.credentialId === credentialId)?.passkey
  }

  /** Who else somebody is, as far as they showed it here. */
  alsoMine(identity: Pick<Login, 'authMethodType' | 'id'>): readonly CertifiedIdentity[] {
    const person = this.find(identity)?.person
    return this.all
      .filter((one) => one.person === person && !isSameLogin(one, identity))
      .map(({ authMethodType, id }) => ({ authMethodType, id: id as `0x${string}` }))
  }

  /** Removed from an account: whoever has it is not the same person for certain any more. */
  async part(gone: Pick<Login, 'authMethodType' | 'id'>): Promise<void> {
    const person = this.#newPerson()
    await this.#kept.change((all) =>
      all.map((one) => (isSameLogin(one, gone) ? { ...one, person } : one)),
    )
  }

  /** Seen just now; `sameAs` says that the person of another login has brought it. */
  async see(seen: SeenLogin, sameAs?: Pick<Login, 'authMethodType' | 'id'>): Promise<void> {
    const name = this.#newPerson()
    await this.#kept.change((all) => {
      const before = all.find((one) => isSameLogin(one, seen))
      const other = sameAs && all.find((one) => isSameLogin(one, sameAs))
      const person = other?.person ?? before?.person ?? name
      const merged = { ...before, ...seen, person }
      const others = all
        .filter((one) => !isSameLogin(one, seen))
        .map((one) => (one.person === before?.person ? { ...one, person } : one))
      return [merged, ...others].slice(0, 200)
    })
  }

  #newPerson(): string {
    return toHex(this.#random(8))
  }
}
