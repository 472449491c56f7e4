import { getAddress } from 'viem'
import { expect, test } from 'vitest'
import { readAddress, withChecksum } from './read-address.ts'

const address = '0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc'

test('gives an address its checksum, as viem does', () => {
  expect(withChecksum(address.toLowerCase())).toBe(address)
  for (let digit = 0; digit < 32; digit += 1) {
    const plain = `0x${(BigInt(address) ^ (1n << BigInt(digit * 5))).toString(16).padStart(40, '0')}`
    expect(withChecksum(plain)).toBe(getAddress(plain as `0x${string}`))
  }
})

test('takes an address in one case, or with the right capitals', () => {
  expect(readAddress(` ${address} `)).toEqual({ address })
  expect(readAddress(address.toLowerCase())).toEqual({ address })
})

test('refuses one whose capitals do not fit, and what is no address', () => {
  expect(readAddress(address.replace('D1a55', 'D1A55'))).toEqual({ wrong: 'checksum' })
  expect(readAddress(address.slice(0, -1))).toEqual({ wrong: 'shape' })
  expect(readAddress(`${address}0`)).toEqual({ wrong: 'shape' })
  expect(readAddress('alice.eth')).toEqual({ wrong: 'shape' })
})
