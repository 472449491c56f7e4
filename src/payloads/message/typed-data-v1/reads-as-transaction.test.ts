import { expect, test } from 'vitest'
import { refusal } from '../../../../test/support/refusal.ts'
import { concat } from '../../encoding/bytes.ts'
import { PayloadError } from '../../errors.ts'
import { parseAuthorization } from '../../evm/authorization.ts'
import { parseTransaction } from '../../evm/parse-transaction.ts'
import { encodeRlp, type Rlp } from '../../evm/rlp.ts'
import { readsAsTransaction } from './reads-as-transaction.ts'

const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(0x5a)
const none = new Uint8Array()
const one = Uint8Array.of(1)

/** With as much data as fills 64 bytes. */
const legacy = encodeRlp([one, bytes(5), bytes(3), bytes(20), none, bytes(25), one, none, none])
const feeMarket = (data: number): Rlp => [one, one, one, one, one, bytes(20), none, bytes(data), []]

test('what transactions of 64 bytes look like is known, whatever their type', () => {
  expect(legacy).toHaveLength(64)
  expect(parseTransaction(legacy).type).toBe('legacy')
  expect(readsAsTransaction(legacy)).toBe(true)
  const typed = concat(Uint8Array.of(2), encodeRlp(feeMarket(32)))
  expect(typed).toHaveLength(64)
  expect(parseTransaction(typed).type).toBe('eip1559')
  for (let type = 0; type < 0x80; type++) {
    expect(readsAsTransaction(concat(Uint8Array.of(type), typed.subarray(1)))).toBe(true)
  }
})

test('so are authorizations, though ours are shorter', () => {
  const authorization = concat(Uint8Array.of(5), encodeRlp([bytes(30), bytes(20), bytes(8)]))
  expect(authorization).toHaveLength(64)
  expect(() => parseAuthorization(authorization)).toThrow(refusal('out-of-range'))
  expect(readsAsTransaction(authorization)).toBe(true)
})

test('lists that end elsewhere are none, and what is none is let pass', () => {
  const begin = (...first: number[]): Uint8Array =>
    concat(Uint8Array.from(first), bytes(64)).subarray(0, 64)
  expect(readsAsTransaction(begin(0xf8, 0x3e))).toBe(true)
  expect(readsAsTransaction(begin(0x02, 0xf8, 0x3d))).toBe(true)
  for (const other of [
    begin(0xf8, 0x3d),
    begin(0xf8, 0x3f),
    begin(0xf7, 0x3e),
    begin(0xf9, 0x00, 0x3d),
    begin(0x02, 0xf8, 0x3e),
    begin(0x02, 0xc0),
    begin(0x19, 0x01),
    begin(),
  ]) {
    expect(readsAsTransaction(other)).toBe(false)
    expect(() => parseTransaction(other)).toThrow(PayloadError)
    expect(() => parseAuthorization(other)).toThrow(PayloadError)
  }
})
