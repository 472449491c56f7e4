import { base64 } from '@scure/base'
import { serializeAminoSignDoc } from '../../payloads/cosmos/amino-sign-doc.ts'
import { concat } from '../../payloads/encoding/bytes.ts'
import { fromHex, toHex } from '../../payloads/encoding/hex.ts'
import { QuorumError } from '../errors.ts'
import { compressedKey, cosmosAddressOf } from '../keys/addresses.ts'
import type { Signature } from '../signing/sign.ts'
import { adr36DataOf } from './adr36-data.ts'
import { encodeSignDoc, type DirectSignDoc } from './encode-sign-doc.ts'
import type { Signer } from './signer.ts'

// The shapes are CosmJS', which is not needed to run this.
export type CosmosAccount = {
  readonly address: string
  readonly algo: 'secp256k1'
  readonly pubkey: Uint8Array
}

export type CosmosSignature = {
  readonly pub_key: { readonly type: 'tendermint/PubKeySecp256k1'; readonly value: string }
  readonly signature: string
}

export type AminoDoc = {
  readonly chain_id: string
  readonly account_number: string
  readonly sequence: string
  readonly fee: object
  readonly msgs: readonly { readonly type: string; readonly value: unknown }[]
  readonly memo: string
}

export type OfflineSigner = {
  getAccounts(): Promise<readonly CosmosAccount[]>
  signDirect<Doc extends DirectSignDoc>(
    signerAddress: string,
    signDoc: Doc,
  ): Promise<{ readonly signed: Doc; readonly signature: CosmosSignature }>
  signAmino<Doc extends AminoDoc>(
    signerAddress: string,
    signDoc: Doc,
  ): Promise<{ readonly signed: Doc; readonly signature: CosmosSignature }>
}

/** A PKP as any CosmJS program uses a signer: its account on the chains with this prefix. */
export const toOfflineSigner = (signer: Signer, prefix: string): OfflineSigner => {
  const pubkey = compressedKey(signer.publicKey)
  const address = cosmosAddressOf(signer.publicKey, prefix)

  const requireOurs = (asked: string): void => {
    if (asked === address) return
    throw new QuorumError('not-configured', `this signer is ${address}, and has no key of ${asked}`)
  }

  return {
    getAccounts: async () => Promise.resolve([{ address, algo: 'secp256k1', pubkey }]),
    async signDirect(signerAddress, signDoc) {
      requireOurs(signerAddress)
      const bytes = toHex(encodeSignDoc(signDoc))
      const signature = await signer.sign({ kind: 'cosmos-direct', bytes })
      return { signed: signDoc, signature: cosmosSignature(pubkey, signature) }
    },
    async signAmino(signerAddress, signDoc) {
      requireOurs(signerAddress)
      const data = adr36DataOf(signDoc, address)
      const signature = await signer.sign(
        data === undefined
          ? { kind: 'cosmos-amino', bytes: toHex(serializeAminoSignDoc(JSON.stringify(signDoc))) }
          : { kind: 'adr36', signer: address, bytes: toHex(data) },
      )
      return { signed: signDoc, signature: cosmosSignature(pubkey, signature) }
    },
  }
}

const cosmosSignature = (pubkey: Uint8Array, { r, s }: Signature): CosmosSignature => ({
  pub_key: { type: 'tendermint/PubKeySecp256k1', value: base64.encode(pubkey) },
  signature: base64.encode(concat(fromHex(r), fromHex(s))),
})
