import { envelope, type Message } from '../../src/threshold/ceremony/message.ts'
import type { Codec } from '../../src/threshold/encoding/codec.ts'
import type { RecordCodec, RecordValue } from '../../src/threshold/encoding/record.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import type { Tamper } from './network.ts'

type Envelope = ReturnType<typeof envelope.decode>
type Fields = Readonly<Record<string, Codec<unknown>>>

/** The message that says something else in the place of `message`. */
export const readdress = (message: Message, change: Partial<Envelope>): Message => ({
  ...message,
  bytes: envelope.encode({ ...envelope.decode(message.bytes), ...change }),
})

/** Gives what a party sends in one round to `instead`; all else passes. */
export const replace =
  (from: PartyId, step: number, instead: (message: Message) => readonly Message[]): Tamper =>
  (message) =>
    message.from === from && envelope.decode(message.bytes).step === step
      ? instead(message)
      : [message]

/** Changes the bytes of what a party says in one round. */
export const bendBody = (
  from: PartyId,
  step: number,
  change: (body: Uint8Array) => Uint8Array,
): Tamper =>
  replace(from, step, (message) => [
    readdress(message, { body: change(envelope.decode(message.bytes).body) }),
  ])

/** Changes what a party says in one round, so that it still decodes. */
export const bend = <F extends Fields>(
  from: PartyId,
  step: number,
  codec: RecordCodec<F>,
  change: (value: RecordValue<F>) => RecordValue<F>,
): Tamper => bendBody(from, step, (body) => codec.encode(change(codec.decode(body))))

/** One tampering after the other. */
export const both =
  (first: Tamper, second: Tamper): Tamper =>
  (message) =>
    first(message).flatMap(second)

/** Listens to what a party says in one round, and changes nothing. */
export const overhear = (from: PartyId, step: number, hear: (body: Uint8Array) => void): Tamper =>
  replace(from, step, (message) => {
    hear(envelope.decode(message.bytes).body)
    return [message]
  })
