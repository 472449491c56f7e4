import { hashTypedData } from 'viem'
import type { Hex } from 'viem'
import type { Certificate } from '../../../protocol/certificate.ts'
import type { Deployment } from '../../../protocol/deployment.ts'
import type { WireMint } from '../../../protocol/mint.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { mintStatement } from '../../../registry/mint-statement.ts'
import type { Signing } from '../ceremonies/signing.ts'
import type { KeyReader } from '../permissions/key-records.ts'
import { checkMint } from './check-mint.ts'
import { HourlyCount } from './hourly-count.ts'
import type { MintedKeys } from './minted-keys.ts'
import { mintOfWire } from './wire-mint.ts'

type Parts = {
  readonly deployment: Pick<Deployment, 'chain' | 'contracts'>
  readonly signing: Pick<Signing, 'bindReadyKey' | 'signStatement'>
  readonly keys: Pick<KeyReader, 'read'>
  readonly minted: MintedKeys
  /** Of one identity. */
  readonly mintsPerHour: number
}

/** Signs mints: each key for one mint at a time, and each mint whole. */
export class MintDesk {
  readonly #parts: Parts
  readonly #count: HourlyCount

  constructor(parts: Parts) {
    this.#parts = parts
    this.#count = new HourlyCount(parts.mintsPerHour)
  }

  /** By the node's signer, over the whole mint. `now` is Unix time in milliseconds. */
  async sign(
    wire: WireMint,
    certificate: Pick<Certificate, 'identity' | 'keys'>,
    now: number,
  ): Promise<Hex> {
    const { deployment, signing, minted } = this.#parts
    checkMint(wire, certificate, Math.floor(now / 1000))
    const place = { chainId: deployment.chain.chainId, contract: deployment.contracts.PkpNft }
    const statement = mintStatement(place, mintOfWire(wire))
    const binding = hashTypedData(statement)
    // First: a key that somebody else was faster with costs nobody one of theirs.
    await this.#checkNotMinted(wire.publicKey, now)
    this.#limit(certificate, binding, now)
    signing.bindReadyKey(wire.publicKey, binding, wire.deadline)
    minted.promise(wire.publicKey, wire.deadline)
    return signing.signStatement(statement)
  }

  /** Keys of the pool are for everybody: nobody takes all of them. */
  #limit({ identity }: Pick<Certificate, 'identity'>, binding: Hex, now: number): void {
    const wait = this.#count.take(`${identity.authMethodType}:${identity.id}`, binding, now)
    if (wait === undefined) return
    throw new ProtocolError('rate-limited', 'too many keys were asked for in the last hour', {
      retryAfter: Math.ceil(wait / 1000),
    })
  }

  async #checkNotMinted(publicKey: Hex, now: number): Promise<void> {
    const { keys, minted } = this.#parts
    const records = await keys.read(publicKey)
    if (!minted.note(publicKey, records, Math.floor(now / 1000))) return
    throw new ProtocolError('key-taken', 'this key is minted already: choose another')
  }
}
