import { envelope, type Message } from '../../../src/threshold/ceremony/message.ts'
import { confess, type Faults } from './faults.ts'

/** What goes out instead of a message, where a node lies to its peers. */
export const lyingMessages =
  (faults: () => Faults) =>
  (message: Message): Message => {
    const { message: lie } = faults()
    if (lie === undefined || (lie.to !== undefined && lie.to !== message.to)) return message
    const said = envelope.decode(message.bytes)
    if (said.step !== lie.step) return message
    confess(`message-${lie.how}`)
    const saying = (change: Partial<typeof said>): Message => ({
      ...message,
      bytes: envelope.encode({ ...said, ...change }),
    })
    switch (lie.how) {
      case 'flip': {
        const last = said.body.length - 1
        return saying({ body: said.body.map((byte, index) => (index === last ? byte ^ 1 : byte)) })
      }
      case 'garbage':
        return saying({ body: new Uint8Array(64).fill(7) })
      default:
        return saying({ session: said.session.map((byte) => byte ^ 1) })
    }
  }
