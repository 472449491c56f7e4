/**
 * `window.ethereum`, if nobody has it: another wallet's stays, and whoever comes later may take it.
 * Pages that know EIP-6963 find every wallet anyway.
 */
export const takeEthereum = (window: Window & typeof globalThis, provider: object): boolean => {
  if ('ethereum' in window) return false
  try {
    Object.defineProperty(window, 'ethereum', {
      value: provider,
      configurable: true,
      enumerable: true,
      writable: true,
    })
  } catch {
    return false
  }
  window.dispatchEvent(new window.Event('ethereum#initialized'))
  return true
}
