import { ROW_WORDS, words } from '../../src/threshold/ot/bit-matrix.ts'
import { extendAsReceiver, extendAsSender } from '../../src/threshold/ot/extension.ts'
import { ALL_ROWS } from '../../src/threshold/ot/universal-hash.ts'
import { native } from '../../src/threshold/primitives/native.ts'
import { dealPair } from '../../test/support/pairs.ts'
import { systemRandom } from '../../test/support/randomness.ts'
import { timed } from '../measure.ts'
import { softReceive, softSend } from './extension.ts'
import { dealTrees } from './seeds.ts'

export type Round = {
  readonly receiverMs: number
  readonly senderMs: number
  readonly bytes: number
}

/** One way to extend base transfers. A round throws unless its transfers are right. */
export type Variant = { readonly name: string; readonly round: () => Round }

type Received<Message> = {
  readonly message: Message
  readonly rows: Uint32Array
  readonly choices: Uint8Array
}

const variant = <Message extends { readonly choiceSum: Uint8Array }>(
  name: string,
  /** The sender's own 128 bits. */
  offset: Uint8Array,
  receive: (session: Uint8Array) => Received<Message>,
  send: (session: Uint8Array, message: Message) => Uint32Array | undefined,
): Variant => ({
  name,
  round() {
    const session = systemRandom(32)
    const received = timed(() => receive(session))
    const { message } = received.value
    const sent = timed(() => send(session, message))
    requireCorrelated(received.value, sent.value, words(offset))
    const lie = { ...message, choiceSum: message.choiceSum.map((byte) => byte ^ 1) }
    if (send(session, lie) !== undefined) throw new Error(`${name}: a lie passed the check`)
    const bytes = Object.values(message).reduce((sum: number, { length }) => sum + length, 0)
    return { receiverMs: received.milliseconds, senderMs: sent.milliseconds, bytes }
  },
})

/** Each of the sender's rows is the receiver's, plus the offset where the receiver chose one. */
const requireCorrelated = (
  { rows, choices }: Received<unknown>,
  sent: Uint32Array | undefined,
  offset: Uint32Array,
): void => {
  for (let at = 0; at < ALL_ROWS * ROW_WORDS; at++) {
    const row = Math.floor(at / ROW_WORDS)
    const mask = -(((choices[row >>> 3] ?? 0) >>> (row & 7)) & 1)
    const expected = (rows[at] ?? 0) ^ ((offset[at % ROW_WORDS] ?? 0) & mask)
    if (expected >>> 0 !== sent?.[at]) throw new Error(`row ${row} is not correlated`)
  }
}

export const inUse = (): Variant => {
  const [alice, bob] = dealPair(1, 2, systemRandom)
  return variant(
    'KOS, in use',
    alice.sender.choices,
    (session) => {
      const { message, result } = extendAsReceiver(native, systemRandom, session, bob.receiver)
      return { message, ...result }
    },
    (session, message) => extendAsSender(native, session, alice.sender, message),
  )
}

export const softSpoken = (width: number): Variant => {
  const { receiver, sender } = dealTrees(width, systemRandom)
  return variant(
    `SoftSpoken, k = ${width}`,
    sender.missing,
    (session) => softReceive(native, session, receiver),
    (session, message) => softSend(native, session, sender, message),
  )
}
