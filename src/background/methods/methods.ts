import { addEthereumChain } from './add-ethereum-chain.ts'
import { getCallsStatus, showCallsStatus } from './calls-status.ts'
import { getCapabilities } from './get-capabilities.ts'
import type { Method } from './method.ts'
import { accounts, chainId, coinbase, netVersion, providerState } from './own-state.ts'
import { noted, notedSilently } from './page-notes.ts'
import { getPermissions, requestPermissions, revokePermissions } from './permissions.ts'
import { personalEcRecover } from './personal-ec-recover.ts'
import { personalSign } from './personal-sign.ts'
import { reads } from './reads.ts'
import { refused } from './refused.ts'
import { requestAccounts } from './request-accounts.ts'
import { sendCalls } from './send-calls.ts'
import { sendRawTransaction } from './send-raw-transaction.ts'
import { sendTransaction } from './send-transaction.ts'
import {
  signTypedData,
  signTypedDataV1,
  signTypedDataV3,
  signTypedDataV4,
} from './sign-typed-data.ts'
import {
  getFilterChanges,
  getFilterLogs,
  newBlockFilter,
  newFilter,
  subscribe,
  unsubscribe,
} from './subscribe.ts'
import { switchEthereumChain } from './switch-ethereum-chain.ts'
import { watchAsset } from './watch-asset.ts'
import { clientVersion, sha3 } from './web3.ts'

/** For any page, one without an origin of its own too: it learns nothing about a person. */
const forAnybody: ReadonlyMap<string, Method> = new Map([
  ...reads,
  ...refused,
  ['eth_accounts', accounts],
  ['eth_chainId', chainId],
  ['eth_coinbase', coinbase],
  ['eth_getFilterChanges', getFilterChanges],
  ['eth_getFilterLogs', getFilterLogs],
  ['eth_newBlockFilter', newBlockFilter],
  ['eth_newFilter', newFilter],
  ['eth_subscribe', subscribe],
  ['eth_uninstallFilter', unsubscribe],
  ['eth_unsubscribe', unsubscribe],
  ['metamask_getProviderState', providerState],
  ['metamask_logWeb3ShimUsage', notedSilently],
  ['metamask_sendDomainMetadata', noted],
  ['net_version', netVersion],
  ['personal_ecRecover', personalEcRecover],
  ['wallet_getPermissions', getPermissions],
  ['wallet_registerOnboarding', noted],
  ['web3_clientVersion', clientVersion],
  ['web3_sha3', sha3],
])

/** What a person is asked about, or has agreed to before: only for a page that has an origin. */
const forSites: ReadonlyMap<string, Method> = new Map([
  ['eth_requestAccounts', requestAccounts],
  ['eth_sendRawTransaction', sendRawTransaction],
  ['eth_sendTransaction', sendTransaction],
  ['eth_signTypedData', signTypedData],
  ['eth_signTypedData_v1', signTypedDataV1],
  ['eth_signTypedData_v3', signTypedDataV3],
  ['eth_signTypedData_v4', signTypedDataV4],
  ['metamask_watchAsset', watchAsset],
  ['personal_sign', personalSign],
  ['wallet_addEthereumChain', addEthereumChain],
  ['wallet_getCallsStatus', getCallsStatus],
  ['wallet_getCapabilities', getCapabilities],
  ['wallet_requestPermissions', requestPermissions],
  ['wallet_revokePermissions', revokePermissions],
  ['wallet_sendCalls', sendCalls],
  ['wallet_showCallsStatus', showCallsStatus],
  ['wallet_switchEthereumChain', switchEthereumChain],
  ['wallet_watchAsset', watchAsset],
])

/** Their answer is what is true now, also when the same request comes again. */
const currentState: ReadonlySet<string> = new Set([
  'eth_requestAccounts',
  'wallet_requestPermissions',
])

export type FoundMethod = {
  readonly run: Method
  readonly needsOrigin: boolean
  readonly looksAgain: boolean
}

/** Undefined for what is not listed: that is refused. */
export const methodNamed = (name: string): FoundMethod | undefined => {
  const run = forAnybody.get(name) ?? forSites.get(name)
  return (
    run && {
      run,
      needsOrigin: forSites.has(name),
      looksAgain: currentState.has(name),
    }
  )
}

export const methodNames: readonly string[] = [...forAnybody.keys(), ...forSites.keys()]
