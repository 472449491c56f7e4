/** Every rule that warns, with the names of the facts that its words may use; all are text. */
export type WarningFacts = {
  /** Of the wallet's own list, or of one that the person has loaded. */
  readonly 'phishing-host': { readonly host: string; readonly by: 'wallet' | 'person' }
  readonly 'look-alike-host': { readonly host: string; readonly like: string }
  readonly 'new-recipient': { readonly address: string }
  /** Begins and ends like an address that the person knows; `name` if that one has any. */
  readonly 'look-alike-recipient': {
    readonly address: string
    readonly like: string
    readonly name: string
  }
  readonly 'burn-address': { readonly address: string }
  /** Tokens sent to the contract that they are made by stay there. */
  readonly 'token-contract-recipient': { readonly address: string; readonly symbol: string }
  readonly 'unlimited-approval': {
    readonly spender: string
    readonly token: string
    readonly symbol: string
  }
  readonly 'approval-to-account': { readonly spender: string }
  /** All tokens of a collection, those of later too. */
  readonly 'approve-all': {
    readonly operator: string
    readonly token: string
    readonly symbol: string
  }
  /** A permit that can be used for very long; `until` in Unix seconds, or empty for ever. */
  readonly 'long-permit': { readonly until: string; readonly days: string }
  /** `asked` is empty where what is signed would hold on every chain. */
  readonly 'chain-mismatch': { readonly asked: string; readonly site: string }
  /** In wei for a unit of gas; `times` the network's own fast fee. */
  readonly 'high-fee': {
    readonly price: string
    readonly usual: string
    readonly times: string
  }
  /** `arguments`: the function is known, and what stands behind it is not as it should be. */
  readonly 'blind-data': {
    readonly why: 'unknown-function' | 'arguments' | 'bytes' | 'typed-data'
    readonly selector: string
    readonly contract: string
  }
  /** A call, and nobody there to be called. */
  readonly 'data-to-account': { readonly address: string }
  readonly 'deploys-contract': { readonly bytes: string }
  readonly 'would-fail': { readonly reason: string }
  /** 32 bytes that are the hash of something else. */
  readonly 'bare-hash': { readonly hash: string }
  /** Who asks for the sign-in is not who would get it. */
  readonly 'siwe-domain': { readonly domain: string; readonly host: string }
  readonly 'siwe-account': { readonly asked: string; readonly account: string }
  readonly 'siwe-time': { readonly why: 'expired' | 'not-yet'; readonly time: string }
  /** It looks like a sign-in, and programs would read it differently. */
  readonly 'siwe-malformed': { readonly what: string }
  /** Nothing in it says for whom it is. */
  readonly 'names-no-site': Readonly<Record<string, never>>
  /** A market order that pays the person nothing for what it gives, which is said in words. */
  readonly 'order-for-nothing': { readonly offered: string }
}

export type WarningRule = keyof WarningFacts
