import { describe, expect, test } from 'vitest'
import { toHex } from '../encoding/bytes.ts'
import { hashForPurpose, hashToG1, tagOf, type BlsPurpose } from './purpose.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const purposes: readonly BlsPurpose[] = [
  'session-certificate',
  'node-set',
  'pkp-public-key',
  'decryption',
]

describe('hashToG1', () => {
  // RFC 9380, appendix J.9.1.
  test.each([
    [
      '',
      '052926add2207b76ca4fa57a8734416c8dc95e24501772c814278700eed6d1e4e8cf62d9c09db0fac349612b759e79a1',
      '08ba738453bfed09cb546dbb0783dbb3a5f1f566ed67bb6be0e8c67e2e81a4cc68ee29813bb7994998f3eae0c9c6a265',
    ],
    [
      'abc',
      '03567bc5ef9c690c2ab2ecdf6a96ef1c139cc0b2f284dca0a9a7943388a49a3aee664ba5379a7655d3c68900be2f6903',
      '0b9c15f3fe6e5cf4211f346271d7b01c8f3b28be689c8429c85b67af215533311f0b8dfaaa154fa6b88176c229f2885d',
    ],
    [
      'abcdef0123456789',
      '11e0b079dea29a68f0383ee94fed1b940995272407e3bb916bbf268c263ddd57a6a27200a784cbc248e84f357ce82d98',
      '03a87ae2caf14e8ee52e51fa2ed8eefe80f02457004ba4d486d6aa1f517c0889501dc7413753f9599b099ebcbbd2d709',
    ],
  ])('hashes %j to the point that RFC 9380 gives', (message, x, y) => {
    const tag = 'QUUX-V01-CS02-with-BLS12381G1_XMD:SHA-256_SSWU_RO_'
    expect(toHex(hashToG1(tag, bytes(message)).toBytes(false))).toBe(x + y)
  })
})

describe('hashForPurpose', () => {
  test('sends one message to another point for each purpose', () => {
    const points = purposes.map((purpose) => toHex(hashForPurpose(purpose, bytes('m')).toBytes()))
    expect(new Set(points).size).toBe(purposes.length)
  })

  test('uses tags that RFC 9380 allows', () => {
    for (const purpose of purposes) expect(tagOf(purpose)).toMatch(/^[\x21-\x7e]{16,255}$/)
  })
})
