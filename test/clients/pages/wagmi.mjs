// A dapp as most are written: wagmi finds the wallets of a page by itself.
import {
  connect,
  createConfig,
  disconnect,
  getConnectors,
  http,
  sendTransaction,
  signMessage,
  signTypedData,
  switchChain,
  waitForTransactionReceipt,
} from '@wagmi/core'
import { createStore } from 'mipd'
import { defineChain } from 'viem'

const rpcUrl = new URLSearchParams(location.search).get('rpc')

const devnet = defineChain({
  id: 31_337,
  name: 'Devnet',
  nativeCurrency: { name: 'Test coin', symbol: 'TEST', decimals: 18 },
  rpcUrls: { default: { http: [rpcUrl] } },
})
const unknown = defineChain({ ...devnet, id: 987_654, name: 'Nowhere' })

const config = createConfig({
  chains: [devnet, unknown],
  transports: { [devnet.id]: http(rpcUrl), [unknown.id]: http(rpcUrl) },
})
const store = createStore()

const told = (promise) =>
  promise.then(
    (result) => ({ result }),
    ({ name, code, cause }) => ({ refused: name, code: code ?? cause?.code }),
  )
const connector = () => getConnectors(config).find(({ id }) => id === 'app.assent.wallet')

globalThis.client = {
  found: () => store.getProviders().map(({ info }) => info.rdns),
  connectors: () => getConnectors(config).map(({ id }) => id),
  connect: () =>
    told(
      connect(config, { connector: connector() }).then(({ accounts, chainId }) => ({
        accounts,
        chainId,
      })),
    ),
  disconnect: () => told(disconnect(config)),
  sign: (message) => told(signMessage(config, { message })),
  signTyped: () =>
    told(
      signTypedData(config, {
        domain: { name: 'A dapp', chainId: devnet.id },
        types: { Note: [{ name: 'text', type: 'string' }] },
        primaryType: 'Note',
        message: { text: 'hello' },
      }),
    ),
  send: (to) =>
    told(
      sendTransaction(config, { to, value: 7n }).then(async (hash) => {
        const { status } = await waitForTransactionReceipt(config, { hash })
        return status
      }),
    ),
  switchTo: (chainId) => told(switchChain(config, { chainId }).then(({ id }) => id)),
}
