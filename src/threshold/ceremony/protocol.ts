import type { Codec } from '../encoding/codec.ts'
import type { RecordCodec, RecordValue } from '../encoding/record.ts'
import { Abort, EncodingError, type PartyId } from '../errors.ts'

/** One round as a protocol sees it: what goes out, and from whom something must come in. */
export type Exchange<Checkpoint> = {
  readonly send: ReadonlyMap<PartyId, Uint8Array>
  readonly expect: readonly PartyId[]
  /** To be made durable before `send` leaves. */
  readonly checkpoint?: Checkpoint
}

/** The bodies that came in, by sender, in ascending order of party number. */
export type Inbox = ReadonlyMap<PartyId, Uint8Array>

/**
 * A protocol written top to bottom: it yields its rounds, is resumed with what came in, and returns
 * the result or throws an `Abort`. Secrets are wiped in its `finally`.
 */
export type Protocol<Result, Checkpoint = never> = Generator<Exchange<Checkpoint>, Result, Inbox>

type Fields = Readonly<Record<string, Codec<unknown>>>

/** Decodes what a party sent; what does not decode aborts with that party's name. */
export const decodeFrom = <F extends Fields>(
  codec: RecordCodec<F>,
  sender: PartyId,
  bytes: Uint8Array,
): RecordValue<F> => {
  try {
    return codec.decode(bytes)
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error
    throw new Abort('malformed-message', [sender], `${codec.name} from ${sender}: ${error.message}`)
  }
}

/** One round in which everybody says the same kind of thing to each of `peers`. */
export function* exchange<F extends Fields, Checkpoint = never>(
  codec: RecordCodec<F>,
  peers: readonly PartyId[],
  compose: (to: PartyId) => RecordValue<F>,
): Generator<Exchange<Checkpoint>, ReadonlyMap<PartyId, RecordValue<F>>, Inbox> {
  const send = new Map(peers.map((to) => [to, codec.encode(compose(to))]))
  const inbox = yield { send, expect: peers }
  return decodeAll(codec, inbox)
}

export const decodeAll = <F extends Fields>(
  codec: RecordCodec<F>,
  inbox: Inbox,
): ReadonlyMap<PartyId, RecordValue<F>> =>
  new Map([...inbox].map(([from, bytes]) => [from, decodeFrom(codec, from, bytes)]))
