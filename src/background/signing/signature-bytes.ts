import type { Hex } from '../../payloads/encoding/hex.ts'
import type { Signature } from '../../quorum/signing/sign.ts'

/** r, s and v in 65 bytes, as pages expect signatures of texts. */
export const signatureBytes = ({ r, s, yParity }: Signature): Hex =>
  `0x${r.slice(2)}${s.slice(2)}${(27 + yParity).toString(16)}`
