/** All that the dashboard and `assent status` show, at one moment. */
export type Snapshot = {
  readonly name: string
  /** Unix time in milliseconds. */
  readonly at: number
  readonly phase: 'starting' | 'up'
  /** Zero until it is known. */
  readonly threshold: number
  readonly epoch: number
  readonly nodes: readonly NodeView[]
  readonly services: readonly ServiceView[]
  readonly chain: ChainView | undefined
  readonly pkps: readonly PkpView[]
  readonly signatures: readonly SignatureView[]
  readonly ceremonies: readonly CeremonyView[]
}

export type NodeState =
  /** Can do its part in a signature. */
  | 'ready'
  /** Runs, and says why it is not ready. */
  | 'starting'
  /** Runs, and does not answer: it was paused, or hangs. */
  | 'frozen'
  | 'down'

export type NodeView = {
  readonly party: number
  readonly state: NodeState
  readonly problems: readonly string[]
  readonly walletUrl: string
  readonly log: string
  readonly pid: number | undefined
  /** Undefined while it does not answer. */
  readonly inside: NodeInside | undefined
}

export type NodeInside = {
  readonly bootId: string
  readonly startedAt: number
  readonly memoryBytes: number
  readonly keys: number
  readonly readyKeys: number
  readonly livePresignatures: number
  readonly head: number | undefined
  readonly peers: readonly PeerView[]
}

export type PeerView = {
  readonly party: number
  readonly connected: boolean
  readonly paired: boolean
}

export type ServiceView = {
  readonly name: string
  readonly url: string
  readonly running: boolean
  readonly log: string
}

export type ChainView = {
  readonly chainId: number
  readonly url: string
  readonly head: number
  readonly final: number
  readonly registry: string
}

export type PkpView = {
  readonly tokenId: string
  readonly publicKey: string
  readonly address: string
  /** A data: URL. */
  readonly picture: string | undefined
  readonly owner: { readonly kind: 'itself' | 'address' | 'burned'; readonly address?: string }
  readonly permitted: readonly PermittedView[]
}

export type PermittedView = {
  readonly method: string
  readonly id: string
  /** In words; none lets it prove who asks, and nothing more. */
  readonly scopes: readonly string[]
}

export type SignatureView = {
  readonly presignature: string
  readonly at: number
  readonly publicKey: string
  readonly kind: string
  readonly signers: readonly SignerView[]
  readonly presignMs: number
  readonly signMs: number
}

/** Whether a signer says that it gave its share; one that is down cannot. */
export type SignerView = { readonly party: number; readonly told: boolean }

export type CeremonyView = {
  readonly at: number
  readonly kind: string
  readonly parties: readonly number[]
  readonly ms: number
  readonly outcome: string
  readonly culprits: readonly number[]
  readonly tellers: readonly number[]
}
