import { envelope, type Message } from '../../../src/threshold/ceremony/message.ts'
import { confess, type Faults } from './faults.ts'

/** What of a message goes out, where a node lies to its peers; nothing where it says nothing. */
export const lyingMessages =
  (faults: () => Faults) =>
  (message: Message): readonly Message[] => {
    const { message: lie } = faults()
    if (lie === undefined || (lie.to !== undefined && lie.to !== message.to)) return [message]
    const said = envelope.decode(message.bytes)
    if (said.step !== lie.step) return [message]
    confess(`message-${lie.how}`)
    const saying = (change: Partial<typeof said>): Message => ({
      ...message,
      bytes: envelope.encode({ ...said, ...change }),
    })
    const flipped = said.body.map((byte, index) =>
      index === said.body.length - 1 ? byte ^ 1 : byte,
    )
    switch (lie.how) {
      case 'flip':
        return [saying({ body: flipped })]
      case 'twice':
        return [message, saying({ body: flipped })]
      case 'garbage':
        return [saying({ body: new Uint8Array(64).fill(7) })]
      case 'other-session':
        return [saying({ session: said.session.map((byte) => byte ^ 1) })]
      default:
        return []
    }
  }
