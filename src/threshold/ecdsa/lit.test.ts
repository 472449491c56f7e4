import { expect, test } from 'vitest'
import { describeWithVectors } from '../../../test/support/vectors.ts'
import { mod } from '../groups/scalar.ts'
import { coordinates, decompress, secp256k1 } from '../groups/secp256k1.ts'
import { combine, type Joined } from './combine.ts'

type Lit = {
  readonly presignatureHex: string
  readonly publicKeyHex: string
  readonly messageHex: string
  readonly signatureSharesHex: readonly string[]
  readonly signatureHex: { readonly r: string; readonly s: string; readonly v: number }
}

const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
const number = (text: string): bigint => BigInt(`0x${text}`)

// There, signers send shares of s itself: ours, with a first factor whose shares add up to one.
describeWithVectors('lit-ecdsa.json', (data: Lit) => {
  const nonce = decompress(fromHex(data.presignatureHex))
  const { x, odd } = coordinates(nonce)
  const binding = new Uint8Array(32)
  const boundTo = (recovery: number) => ({
    message: number(data.messageHex),
    tweak: 0n,
    tweakedKey: decompress(fromHex(data.publicKeyHex)),
    delta: 0n,
    nonce,
    r: x,
    recovery,
    binding,
    transcript: new Uint8Array(32),
  })
  const join = (shares: readonly bigint[], recovery = odd ? 1 : 0): Joined =>
    combine(
      boundTo(recovery),
      shares.map((_, i) => i + 1),
      shares.map((w, i) => ({
        header: new Uint8Array(32),
        party: i + 1,
        binding,
        u: i === 0 ? 1n : 0n,
        w,
        signature: new Uint8Array(64),
      })),
    )
  const shares = data.signatureSharesHex.map(number)

  const { r, s, v } = data.signatureHex
  const joined = { kind: 'signature', signature: { r: number(r), s: number(s), recovery: v } }

  test('joins the shares of another network to its signature', () => {
    expect(join(shares)).toEqual(joined)
  })

  test('joins the shares for the negative nonce to the same signature, with low s', () => {
    const negative = shares.map((share) => mod(-share, secp256k1.order))
    expect(join(negative, odd ? 0 : 1)).toEqual(joined)
  })

  test('joins nothing when a share is missing or off by one', () => {
    expect(join(shares.slice(1)).kind).toBe('wrong-share')
    expect(join(shares.with(1, (shares[1] ?? 0n) + 1n)).kind).toBe('wrong-share')
  })
})
