import { expect, test } from 'vitest'
import { identiconShape } from './identicon-shape.ts'

const address = '0x0aFb7C2e51bd93A4dB45f4EC2A0fEe1a6E2995D8'

test('an address looks the same in any case, and for ever', () => {
  expect(identiconShape(address.toLowerCase())).toEqual(identiconShape(address))
  expect(identiconShape(address)).toMatchInlineSnapshot(`
    {
      "core": 7,
      "dots": false,
      "hue": 315,
      "length": 38,
      "other": 235,
      "petals": 8,
      "turn": 180,
      "width": 13,
    }
  `)
})

test('addresses that differ in a digit, or in their order, look different', () => {
  const looks = Array.from({ length: 64 }, (_, digit) =>
    JSON.stringify(identiconShape(`0x${digit.toString(16).padStart(40, '0')}`)),
  )
  expect(new Set(looks).size).toBe(64)
})
