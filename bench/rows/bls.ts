import { combineBls, combineDecryptionKey } from '../../src/threshold/bls/combine.ts'
import { ibeCiphertext, ibeDecrypt, ibeEncrypt } from '../../src/threshold/bls/ibe.ts'
import { interpolateAtZero } from '../../src/threshold/bls/interpolate.ts'
import { G1, inG1 } from '../../src/threshold/bls/points.ts'
import { encodeBlsShare } from '../../src/threshold/bls/share.ts'
import { ibeDecryptionShare, signBlsShare } from '../../src/threshold/bls/sign.ts'
import { bls12381G2 } from '../../src/threshold/groups/bls12-381.ts'
import { publicKey } from '../../src/threshold/sharing/key-share.ts'
import { dealShares, shareOf } from '../../test/support/dealer.ts'
import { systemRandom } from '../../test/support/randomness.ts'
import { timed } from '../measure.ts'
import { SHAPES, type Experiment, type Shape } from '../operations.ts'

const dealNetworkKey = ({ n, t }: Shape) => {
  const parties = Array.from({ length: n }, (_, index) => index + 1)
  const all = dealShares(bls12381G2, { parties, threshold: t, random: systemRandom })
  return { sharing: shareOf(all, 1).sharing, signers: [...all.values()].slice(0, t) }
}

/** The network key signs; joining is measured without its last step, verification, and with it. */
export const bls: Experiment = {
  operations: ['bls-share', 'bls-combine', 'bls-combine-verify'],
  shapes: SHAPES,
  prepare(shape) {
    const { sharing, signers } = dealNetworkKey(shape)
    const purpose = 'session-certificate'
    return {
      repeat() {
        const message = systemRandom(32)
        const made = signers.map((share) =>
          timed(() => {
            const signed = signBlsShare(share, purpose, message)
            return { signed, bytes: encodeBlsShare(signed).length }
          }),
        )
        const shares = made.map(({ value }) => value.signed)
        const joined = timed(() =>
          interpolateAtZero(
            G1,
            new Map(shares.map(({ party, signature }) => [party, inG1(signature)])),
          ),
        )
        const verified = timed(() => combineBls({ sharing, purpose, message, shares }))
        if (!joined.value.equals(inG1(verified.value.signature))) throw new Error('two signatures')
        return [
          {
            operation: 'bls-share',
            times: made.map(({ milliseconds }) => milliseconds),
            bytesPerPeer: Math.max(...made.map(({ value }) => value.bytes)),
          },
          { operation: 'bls-combine', times: [joined.milliseconds], bytesPerPeer: 0 },
          { operation: 'bls-combine-verify', times: [verified.milliseconds], bytesPerPeer: 0 },
        ]
      },
    }
  },
}

/** One encrypts to a policy; another, who was given the key for it, opens. */
export const ibe: Experiment = {
  operations: ['ibe-encrypt', 'ibe-decrypt'],
  shapes: [{ n: 3, t: 2 }],
  prepare(shape) {
    const { sharing, signers } = dealNetworkKey(shape)
    const policy = systemRandom(32)
    const shares = signers.map((share) => ibeDecryptionShare(share, policy))
    const { signature } = combineDecryptionKey({ sharing, policy, shares })
    const encryption = { publicKey: publicKey(sharing), policy, random: systemRandom }
    return {
      repeat() {
        const key = systemRandom(32)
        const encrypted = timed(() => ibeCiphertext.encode(ibeEncrypt({ ...encryption, key })))
        const decrypted = timed(() => ibeDecrypt(signature, ibeCiphertext.decode(encrypted.value)))
        if (!decrypted.value.every((byte, at) => byte === key[at])) throw new Error('another key')
        return [
          {
            operation: 'ibe-encrypt',
            times: [encrypted.milliseconds],
            bytesPerPeer: encrypted.value.length,
          },
          { operation: 'ibe-decrypt', times: [decrypted.milliseconds], bytesPerPeer: 0 },
        ]
      },
    }
  },
}
