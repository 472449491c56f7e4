import type { ToPageWindow } from '../../messages/page/window-message.ts'
import type { Port } from './port.ts'

type Said<Message> = Message extends unknown ? Omit<Message, 'channel' | 'to'> : never
export type ToPage = Said<ToPageWindow>

/** What the bridge takes from its page and its browser. */
export type BridgeParts = {
  /** Throws when the extension is not there any more. */
  readonly connect: () => Port
  /** The extension was updated or removed: no port will ever be had again. */
  readonly isGone: () => boolean
  readonly post: (message: ToPage) => void
  /** To a bridge that an older version left in the page. */
  readonly tellOthers: (message: { readonly type: 'replaced'; readonly by: string }) => void
  /** 16 random bytes in hex. */
  readonly newId: () => string
  readonly title: () => string
  /** Of the page, if it stands in the page itself. */
  readonly icon: () => string | undefined
  readonly isVisible: () => boolean
  readonly later: (ms: number, run: () => void) => () => void
}
