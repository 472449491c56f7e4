import type { ToBridgeWindow, ToPageWindow } from '../../messages/page/window-message.ts'

type Said<Message> = Message extends unknown ? Omit<Message, 'channel' | 'to'> : never

export type ToBridge = Said<ToBridgeWindow>
export type FromBridge = Said<ToPageWindow>

/** How a provider and the bridge beside its page speak. */
export type Transport = {
  send(message: ToBridge): void
  listen(listener: (message: FromBridge) => void): void
}
