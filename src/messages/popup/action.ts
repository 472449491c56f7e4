/** A token as far as it is known; without a symbol nobody vouches for what it is. */
export type TokenRef = {
  readonly address: string
  readonly symbol?: string
  readonly name?: string
  readonly decimals?: number
}

export type CallArgument = { readonly name: string; readonly type: string; readonly value: string }

/** How much somebody may take: a number in the smallest unit, or all there will ever be. */
export type Allowance = { readonly amount: string; readonly unlimited: boolean }

/** What a call, or a permit, does, in terms that a person can judge. Amounts are decimal text. */
export type Action =
  | { readonly kind: 'send-coins'; readonly to: string; readonly amount: string }
  | {
      readonly kind: 'send-token'
      readonly standard: 'ERC20' | 'ERC721' | 'ERC1155'
      readonly token: TokenRef
      readonly from: string
      readonly to: string
      readonly amount: string
      readonly tokenId?: string
    }
  | {
      readonly kind: 'approve'
      readonly via: 'approve' | 'increaseAllowance' | 'permit' | 'permit2'
      readonly token: TokenRef
      readonly spender: string
      readonly allowance: Allowance
      /** Unix seconds; missing for ever. */
      readonly until?: number
      /** Where in the data the amount stands, if it can be capped. */
      readonly canCap: boolean
    }
  | {
      readonly kind: 'approve-nft'
      readonly token: TokenRef
      readonly spender: string
      readonly tokenId: string
    }
  | {
      readonly kind: 'approve-all'
      readonly token: TokenRef
      readonly operator: string
      readonly approved: boolean
    }
  | { readonly kind: 'wrap' | 'unwrap'; readonly token: TokenRef; readonly amount: string }
  | { readonly kind: 'deploy'; readonly bytes: number; readonly amount: string }
  | {
      readonly kind: 'call'
      readonly contract: string
      readonly selector: string
      /** From the committed table; another function may share the selector. */
      readonly signature?: string
      readonly arguments?: readonly CallArgument[]
      readonly amount: string
    }
  | { readonly kind: 'batch'; readonly contract: string; readonly actions: readonly Action[] }

export type Asset =
  | { readonly kind: 'coin' }
  | { readonly kind: 'ERC20'; readonly token: TokenRef }
  | { readonly kind: 'ERC721' | 'ERC1155'; readonly token: TokenRef; readonly tokenId: string }

export type BalanceChange = { readonly asset: Asset; /** Signed. */ readonly delta: string }

export type Simulation =
  | { readonly state: 'running' }
  | {
      readonly state: 'known'
      readonly via: 'eth_simulateV1' | 'debug_traceCall'
      readonly changes: readonly BalanceChange[]
      /** It would fail, and why as far as the chain says. */
      readonly reverts?: string
      readonly gasUsed: string
    }
  /** The RPC cannot tell. */
  | { readonly state: 'unknown'; readonly why: string }

/** Of a rule, by its name, which the popup has words for. */
export type Warning = {
  readonly rule: string
  /** `danger` takes a second, deliberate step before anything can be confirmed. */
  readonly level: 'danger' | 'caution' | 'note'
  readonly facts: Readonly<Record<string, string>>
  /** Of a batch: which of its calls it is about, counted from one; missing where it is about all. */
  readonly calls?: { readonly at: readonly number[]; readonly of: number }
}

/** Typed data, as it is read, for looking at. */
export type DataTree =
  | { readonly name: string; readonly type: string; readonly value: string }
  | { readonly name: string; readonly type: string; readonly fields: readonly DataTree[] }
