import { icon } from './icon.ts'

/** https://eips.ethereum.org/EIPS/eip-6963 */
export type ProviderInfo = {
  readonly uuid: string
  readonly name: string
  readonly icon: string
  readonly rdns: string
}

const RDNS = 'app.assent.wallet'

/** A version 4 UUID; `randomUUID` is missing where a page came without TLS. */
const newUuid = (crypto: Crypto): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/** Says that the wallet is here, now and whenever a page asks. */
export const announce = (window: Window & typeof globalThis, provider: object): ProviderInfo => {
  const info = Object.freeze({ uuid: newUuid(window.crypto), name: 'Assent', icon, rdns: RDNS })
  const detail = Object.freeze({ info, provider })
  const { CustomEvent } = window
  const dispatch = window.dispatchEvent.bind(window)
  const say = (): void => {
    dispatch(new CustomEvent('eip6963:announceProvider', { detail }))
  }
  window.addEventListener('eip6963:requestProvider', say)
  say()
  return info
}
