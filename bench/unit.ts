import { secp256k1 } from '@noble/curves/secp256k1.js'
import { systemRandom } from '../test/support/randomness.ts'
import { timed } from './measure.ts'

const SIGNATURES_A_SAMPLE = 3
const WARM_UP = 300

const secretKey = secp256k1.utils.randomSecretKey()
const message = systemRandom(32)

/** Milliseconds of single secp256k1 signatures, made now: what all else is a multiple of. */
export const sampleUnit = (count = SIGNATURES_A_SAMPLE): readonly number[] =>
  Array.from(
    { length: count },
    () => timed(() => secp256k1.sign(message, secretKey, { prehash: false })).milliseconds,
  )

export const warmUpUnit = (): void => {
  sampleUnit(WARM_UP)
}
