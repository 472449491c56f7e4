/** A PKP on this device. */
export type AccountView = {
  /** With a checksum. */
  readonly address: string
  readonly publicKey: string
  readonly name: string
  readonly hidden: boolean
  /** Whether nobody but the person can use it. */
  readonly control: 'own' | 'shared'
  readonly mayUse: 'anything' | 'messages' | 'nothing'
  readonly nodeSet: string
}

/** Who the person is to the nodes; the label is what they would call it. */
export type LoginView = {
  readonly authMethodType: string
  readonly id: string
  readonly kind: 'google' | 'apple' | 'openId' | 'passkey' | 'wallet' | 'unknown'
  readonly label: string
  /** The way in the deployment that proves it, if there is one. */
  readonly way?: string
}

/** One line of who controls an account. */
export type ControlEntry = LoginView & {
  readonly scopes: readonly ('anything' | 'messages')[]
  readonly isMine: boolean
  /** The key itself, which every account of ours has. */
  readonly isItself: boolean
}

export type ControlView = {
  readonly address: string
  /** `itself`, `you`, `nobody`, or an address. */
  readonly ownedBy: string
  readonly entries: readonly ControlEntry[]
  readonly sessionsValidFrom: number
}

/** Times in Unix seconds, as certificates have them. */
export type DeviceSession = {
  readonly id: string
  readonly abilities: readonly string[]
  readonly issuedAt: number
  readonly expiresAt: number
  readonly lastUsedAt?: number
  readonly signatures: number
  readonly ended: boolean
  readonly current: boolean
}
