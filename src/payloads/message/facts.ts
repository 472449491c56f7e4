import type { Hex } from '../encoding/hex.ts'
import { toHex } from '../encoding/hex.ts'
import { printableText } from '../encoding/text.ts'
import { evmChain } from '../evm/facts.ts'
import type { TokenEffect } from '../evm/token-effect.ts'
import type { Adr36 } from './adr36.ts'
import type { FieldV1, TypedDataV1 } from './typed-data-v1/parse-typed-data-v1.ts'
import type { Domain } from './typed-data/domain.ts'
import { encodeType } from './typed-data/encode-type.ts'
import type { TypedData } from './typed-data/parse-typed-data.ts'
import { readPermit } from './typed-data/read-permit.ts'

type Shown = {
  readonly bytes: Hex
  /** Null where some of it could not be seen: then the bytes are shown. */
  readonly text: string | null
}

export type PersonalMessageFacts = Shown & {
  readonly family: 'message'
  readonly kind: 'personal-message'
  readonly chain: null
  readonly tokens: readonly TokenEffect[]
  readonly changesControl: false
}

export type TypedDataFacts = {
  readonly family: 'message'
  readonly kind: 'typed-data'
  /** As the domain says; null where it leaves the chain open. */
  readonly chain: `eip155:${bigint}` | null
  readonly domain: Domain
  readonly primaryType: string
  /** What EIP-712 calls encodeType: the exact type, for rules about it. */
  readonly type: string
  readonly tokens: readonly TokenEffect[]
  readonly changesControl: false
}

/** It names no domain: what it is for, only its fields can say. */
export type TypedDataV1Facts = {
  readonly family: 'message'
  readonly kind: 'typed-data-v1'
  readonly chain: null
  readonly fields: readonly FieldV1[]
  readonly tokens: readonly TokenEffect[]
  readonly changesControl: false
}

export type Adr36Facts = Shown & {
  readonly family: 'message'
  readonly kind: 'adr36'
  readonly chain: null
  readonly signer: string
  readonly tokens: readonly TokenEffect[]
  readonly changesControl: false
}

const shown = (bytes: Uint8Array): Shown => ({
  bytes: toHex(bytes),
  text: printableText(bytes) ?? null,
})

export const personalMessageFacts = (message: Uint8Array): PersonalMessageFacts => ({
  family: 'message',
  kind: 'personal-message',
  chain: null,
  ...shown(message),
  tokens: [],
  changesControl: false,
})

export const typedDataFacts = (data: TypedData): TypedDataFacts => ({
  family: 'message',
  kind: 'typed-data',
  chain: data.domain.chainId === null ? null : evmChain(data.domain.chainId),
  domain: data.domain,
  primaryType: data.primaryType,
  type: encodeType(data.types, data.primaryType),
  tokens: readPermit(data),
  changesControl: false,
})

export const typedDataV1Facts = ({ fields }: TypedDataV1): TypedDataV1Facts => ({
  family: 'message',
  kind: 'typed-data-v1',
  chain: null,
  fields,
  tokens: [],
  changesControl: false,
})

export const adr36Facts = ({ signer, data }: Adr36): Adr36Facts => ({
  family: 'message',
  kind: 'adr36',
  chain: null,
  signer,
  ...shown(data),
  tokens: [],
  changesControl: false,
})
