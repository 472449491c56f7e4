import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { shake128 } from '@noble/hashes/sha3.js'
import { expect, test } from 'vitest'
import { describeWithVectors } from '../../../test/support/vectors.ts'
import { toHex } from '../encoding/bytes.ts'
import { interpolateAtZero } from './interpolate.ts'
import { G1, G2 } from './points.ts'

type Lit = {
  readonly publicKeyHex: string
  readonly identityHex: string
  readonly signatureSharesHex: readonly string[]
  readonly messageBase64: string
  readonly signatureHex: string
  readonly ciphertextBase64: string
}

const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))
const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ (b[i] ?? 0))

// Keys in G1 and signatures in G2, the reverse of ours: the joining of shares is the same.
describeWithVectors('lit-bls.json', (data: Lit) => {
  const { Fp12 } = bls12_381.fields
  const shares = data.signatureSharesHex.map(fromHex)
  const join = (chosen: readonly Uint8Array[]) =>
    interpolateAtZero(
      G2,
      new Map(chosen.map((share) => [share[0] ?? 0, G2.fromBytes(share.subarray(1))])),
    )

  test('joins the shares of another network to its signature', () => {
    expect(toHex(join(shares).toBytes())).toBe(data.signatureHex)
  })

  test('joins any two of them, and no one alone, since its threshold is two', () => {
    for (const missing of shares) {
      const two = shares.filter((share) => share !== missing)
      expect(toHex(join(two).toBytes())).toBe(data.signatureHex)
      expect(toHex(join([missing]).toBytes())).not.toBe(data.signatureHex)
    }
  })

  test('the joined signature verifies under the key, and opens its ciphertext', () => {
    const signature = join(shares)
    const DST = 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_'
    const hashed = bls12_381.G2.hashToCurve(fromHex(data.identityHex), { DST })
    const product = bls12_381.pairingBatch([
      { g1: G1.BASE.negate(), g2: signature },
      { g1: G1.fromHex(data.publicKeyHex), g2: hashed },
    ])
    expect(Fp12.eql(product, Fp12.ONE)).toBe(true)

    // U, V, the length of W and W, then the scheme's number; W hides a length and the message.
    const ciphertext = fromBase64(data.ciphertextBase64)
    const u = G1.fromBytes(ciphertext.subarray(0, 48))
    const v = ciphertext.subarray(48, 80)
    const w = ciphertext.subarray(81, 114)
    const seed = xor(v, sha256(Fp12.toBytes(bls12_381.pairing(u, signature))))
    const opened = xor(w, shake128(seed, { dkLen: w.length }))
    expect(toHex(opened.subarray(1))).toBe(toHex(fromBase64(data.messageBase64)))
  })
})
