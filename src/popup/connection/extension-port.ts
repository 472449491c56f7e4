import browser from 'webextension-polyfill'
import { POPUP_PORT } from '../../messages/popup/popup-port.ts'
import type { Port } from './port.ts'

export const extensionPort = (): Port => {
  const port = browser.runtime.connect({ name: POPUP_PORT })
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener(listener),
    onDisconnect: (listener) => port.onDisconnect.addListener(() => listener()),
    disconnect: () => port.disconnect(),
  }
}
