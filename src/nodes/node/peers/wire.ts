import type { Readable } from 'node:stream'
import { MAX_MESSAGE_BYTES } from '../../../threshold/ceremony/message.ts'

/** What a node asks of another; each is the path of a POST. */
export type PeerTopic =
  | 'hello'
  | 'message'
  | 'begin'
  | 'pair'
  | 'pair-lost'
  | 'certificate'
  | 'ready-keys'

export const topics: readonly PeerTopic[] = [
  'hello',
  'message',
  'begin',
  'pair',
  'pair-lost',
  'certificate',
  'ready-keys',
]

/** No honest body is longer; the connection of whoever sends one is closed. */
export const MAX_PEER_BODY = MAX_MESSAGE_BYTES

export class TooLong extends Error {
  override readonly name = 'TooLong'
}

export const readBody = async (stream: Readable, most = MAX_PEER_BODY): Promise<Uint8Array> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    length += part.length
    if (length > most) throw new TooLong(`a body of more than ${most} bytes`)
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts, length))
}
