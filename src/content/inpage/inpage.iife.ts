import { announce } from './announce.ts'
import { Provider } from './provider.ts'
import { takeEthereum } from './take-ethereum.ts'
import { windowTransport } from './window-transport.ts'

// Runs in the page's own world before any script of the page; it shares nothing with the extension.

/** Says that a provider of ours is here: one that outlived an update goes on with the new bridge. */
const mark = Symbol.for('assent.provider')

if (!(mark in window)) {
  const provider = new Provider(windowTransport(window))
  Object.defineProperty(window, mark, { value: true })
  takeEthereum(window, provider)
  announce(window, provider)
}
