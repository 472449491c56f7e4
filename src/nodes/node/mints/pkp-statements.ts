import type { Hex } from 'viem'
import { toHex } from '../../../payloads/encoding/hex.ts'
import { pkpStatementBytes } from '../../../protocol/pkp-statement.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { ecdsaSecp256k1 } from '../../../registry/mint.ts'
import { encodeSharing } from '../../../threshold/sharing/sharing-codec.ts'
import type { Signing } from '../ceremonies/signing.ts'

const KEY_TYPE = Number(ecdsaSecp256k1)

/** A share takes milliseconds, and what is said of a key never changes. */
const MOST_REMEMBERED = 10_000

export type PkpStatement = {
  readonly publicKey: Hex
  readonly keyType: number
  readonly share: Hex
  readonly sharing: Hex
}

/** This node's word, for anybody, on keys that the nodes made together. */
export class PkpStatements {
  readonly #nodeSetName: string
  readonly #signing: Pick<Signing, 'sharingOf' | 'networkShare'>
  readonly #shares = new Map<Hex, Hex>()

  constructor(nodeSetName: string, signing: Pick<Signing, 'sharingOf' | 'networkShare'>) {
    this.#nodeSetName = nodeSetName
    this.#signing = signing
  }

  of(publicKey: Hex): PkpStatement {
    const sharing = this.#signing.sharingOf(publicKey)
    if (sharing === undefined) {
      throw new ProtocolError('unknown-key', 'this node holds no share of that key')
    }
    return {
      publicKey,
      keyType: KEY_TYPE,
      share: this.#shareOf(publicKey),
      sharing: toHex(encodeSharing(sharing)),
    }
  }

  #shareOf(publicKey: Hex): Hex {
    const known = this.#shares.get(publicKey)
    if (known !== undefined) return known
    const said = { nodeSet: this.#nodeSetName, keyType: KEY_TYPE, publicKey }
    const share = toHex(this.#signing.networkShare('pkp-public-key', pkpStatementBytes(said)))
    this.#shares.set(publicKey, share)
    const [oldest] = this.#shares.keys()
    if (this.#shares.size > MOST_REMEMBERED && oldest !== undefined) this.#shares.delete(oldest)
    return share
  }
}
