import type {
  Action,
  DataTree,
  Simulation,
  TokenRef,
  Warning,
} from '../../../messages/popup/action.ts'
import type { FeeChoice, SiweView } from '../../../messages/popup/approval-view.ts'
import type { AskedBy } from '../approval.ts'

/** A call as a page asks for it, or a plain payment; hex and decimal text. */
export type AskedCall = {
  readonly chainId: string
  readonly from: string
  readonly to?: string | undefined
  readonly value: string
  readonly data: string
}

export type Fees = {
  readonly kind: 'eip1559' | 'legacy'
  readonly choices: readonly FeeChoice[]
  /** Of the next block; nothing on chains without EIP-1559. */
  readonly baseFee?: string
}

export type Subject =
  | {
      readonly kind: 'transaction'
      readonly call: AskedCall
      readonly action: Action
      readonly simulation: Simulation
      readonly fee?: FeeChoice | undefined
      readonly fees?: Fees | undefined
      /** Others of the same batch go before it. */
      readonly follows?: boolean
    }
  | {
      readonly kind: 'message'
      readonly account: string
      readonly chainId: string
      readonly bytes: string
      readonly siwe?: SiweView | undefined
    }
  | {
      readonly kind: 'typed-data'
      readonly account: string
      readonly chainId: string
      readonly text: string
      readonly actions: readonly Action[]
    }
  | { readonly kind: 'typed-data-v1' }
  | { readonly kind: 'connect' }

export type ReadTypedData = {
  readonly domain: readonly DataTree[]
  readonly primaryType: string
  readonly tree: readonly DataTree[]
  readonly actions: readonly Action[]
}

/** Who asks, and the page around it where it is a frame in another's. */
export type Site = Pick<AskedBy, 'origin' | 'topOrigin'>

/** What the kinds ask of the review, with the chain, contacts and history already behind it. */
export type Review = {
  readonly explain: (call: AskedCall) => Action
  readonly readTypedData: (text: string, chainId: string) => ReadTypedData
  readonly readTypedDataV1: (text: string) => readonly DataTree[]
  readonly readMessage: (bytes: string) => { readonly text?: string; readonly siwe?: SiweView }
  readonly cap: (call: AskedCall, amount: string) => string
  readonly fees: (chainId: string) => Promise<Fees>
  /** Gas for the call, with a margin; the chain's own word when it would fail. */
  readonly gas: (call: AskedCall) => Promise<{ readonly limit: string; readonly reverts?: string }>
  readonly simulate: (call: AskedCall) => Promise<Simulation>
  /** Calls of one batch, each on what those before it leave. */
  readonly simulateInRow: (calls: readonly AskedCall[]) => Promise<readonly Simulation[]>
  /** Symbols and decimals of tokens that are not known yet; the next `explain` knows them. */
  readonly learnTokens: (
    chainId: string,
    actions: readonly Action[],
  ) => Promise<readonly TokenRef[]>
  readonly judge: (by: Site, subject: Subject) => Promise<readonly Warning[]>
}
