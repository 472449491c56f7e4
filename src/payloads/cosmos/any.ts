import { PayloadError } from '../errors.ts'
import { bytes, text } from './protobuf-field.ts'
import { protobufMessage } from './protobuf-message.ts'

export type Any = { readonly typeUrl: string; readonly value: Uint8Array }

const fields = protobufMessage('Any', { typeUrl: text(1), value: bytes(2) })

export const anyMessage = {
  decode(bytes: Uint8Array, onUnread?: () => void): Any {
    const any = fields.decode(bytes, onUnread)
    if (!/^\/[A-Za-z0-9_.]{1,200}$/.test(any.typeUrl)) {
      throw new PayloadError('bad-type', 'a type URL is a slash and the name of a message')
    }
    return any
  },
}
