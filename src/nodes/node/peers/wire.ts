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
