import { fromHex, toHex } from '../../../payloads/encoding/hex.ts'
import { bytesToInteger } from '../../../payloads/encoding/integer.ts'
// https://github.com/safe-global/safe-smart-account, MultiSend
import { addressFromBytes } from '../../../payloads/evm/address.ts'

const HEAD = 1 + 20 + 32 + 32

/** Packed calls, one behind the other; undefined if they don't end where the bytes do. */
export const readMultiSend = (
  packed: string,
): readonly { target: string; value: bigint; callData: string }[] | undefined => {
  const bytes = fromHex(packed)
  const calls = []
  for (let at = 0; at < bytes.length;) {
    const head = bytes.subarray(at, at + HEAD)
    if (head.length < HEAD) return undefined
    const length = bytesToInteger(head.subarray(53))
    const end = at + HEAD + Number(length)
    if (length > BigInt(bytes.length) || end > bytes.length) return undefined
    calls.push({
      target: addressFromBytes(head.subarray(1, 21)),
      value: bytesToInteger(head.subarray(21, 53)),
      callData: toHex(bytes.subarray(at + HEAD, end)),
    })
    at = end
  }
  return calls
}
