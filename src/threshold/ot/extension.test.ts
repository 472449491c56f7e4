import { describe, expect, test } from 'vitest'
import { dealPair } from '../../../test/support/pairs.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { bitAt, chooseTwice } from '../../../test/support/selective.ts'
import { BASE_TRANSFERS } from '../pairs/generation.ts'
import { native } from '../primitives/native.ts'
import { portable } from '../primitives/portable.ts'
import { ROW_WORDS, words } from './bit-matrix.ts'
import {
  extendAsReceiver,
  extendAsSender,
  extensionMessage,
  type ExtensionMessage,
} from './extension.ts'
import { ALL_ROWS } from './universal-hash.ts'

const random = seededRandom('extension')
const [alice, bob] = dealPair(1, 2, random)
const session = random(32)
const delta = words(alice.sender.choices)

const receive = (primitives = native) => extendAsReceiver(primitives, random, session, bob.receiver)
const send = (message: ExtensionMessage, primitives = native) =>
  extendAsSender(primitives, session, alice.sender, message)

const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)))

describe('the transfer extension', () => {
  test.each([
    ['native', native, native],
    ['portable', portable, portable],
    ['one of each', native, portable],
    ['the other of each', portable, native],
  ])('leaves rows that differ by the sender’s bits where the choice is one: %s', (_, a, b) => {
    const { message, result } = receive(a)
    const rows = send(message, b)
    if (rows === undefined) throw new Error('the check failed')
    for (let row = 0; row < ALL_ROWS; row++) {
      for (let word = 0; word < ROW_WORDS; word++) {
        const at = row * ROW_WORDS + word
        const difference = bitAt(result.choices, row) === 1 ? (delta[word] ?? 0) : 0
        expect(((rows[at] ?? 0) ^ (result.rows[at] ?? 0)) >>> 0).toBe(difference)
      }
    }
  })

  test('goes over the wire as it is', () => {
    const { message } = receive()
    const encoded = extensionMessage.encode(message)
    expect(extensionMessage.decode(encoded)).toEqual(message)
    expect(send(extensionMessage.decode(encoded))).toEqual(send(message))
  })

  test('chooses anew each time', () => {
    const choices = [receive(), receive()].map(({ result }) => result.choices.join())
    expect(new Set(choices).size).toBe(2)
  })

  test('draws other rows in another session, from the same seeds', () => {
    const here = receive()
    const there = extendAsReceiver(native, random, random(32), bob.receiver)
    const shared = here.result.rows.filter((word, at) => word === there.result.rows[at])
    expect(shared.length).toBeLessThan(3)
  })
})

describe('the consistency check', () => {
  const { message } = receive()

  test('passes what is consistent', () => {
    expect(send(message)).toBeDefined()
  })

  test.each([
    ['the first column', { columns: flipped(message.columns, 0) }],
    ['the last bit of the last column', { columns: flipped(message.columns, 128 * 640 - 1) }],
    ['the sum of choices', { choiceSum: flipped(message.choiceSum, 223) }],
    ['the first sum of rows', { rowSums: flipped(message.rowSums, 0) }],
    ['the last sum of rows', { rowSums: flipped(message.rowSums, 224 * 128 - 1) }],
    ['all sums', { choiceSum: new Uint8Array(28), rowSums: new Uint8Array(3584) }],
  ])('fails for another %s', (_, change) => {
    expect(send({ ...message, ...change })).toBeUndefined()
  })

  test('fails for what was said in another session, or by the other party', () => {
    const elsewhere = extendAsReceiver(native, random, random(32), bob.receiver)
    expect(send(elsewhere.message)).toBeUndefined()
    const reflected = extendAsReceiver(native, random, session, alice.receiver)
    expect(send(reflected.message)).toBeUndefined()
  })

  // What a failure tells, and why the pair must go: the cheater learns the bit that it guessed at.
  test('tells a receiver that chooses twice exactly the sender’s bit', () => {
    const columns = Array.from({ length: 20 }, (_, index) => index * 6)
    const told = columns.map((column) => {
      const guess = chooseTwice(random, session, bob.receiver, { row: 100, columns: [column] })
      return send(guess) === undefined ? 1 : 0
    })
    expect(told).toEqual(columns.map((column) => bitAt(alice.sender.choices, column)))
    expect(new Set(told).size).toBe(2)
  })

  test('passes two wrong guesses at once no more than one', () => {
    const ones = Array.from({ length: BASE_TRANSFERS }, (_, column) => column).filter(
      (column) => bitAt(alice.sender.choices, column) === 1,
    )
    const columns = ones.slice(0, 2)
    expect(columns).toHaveLength(2)
    const guess = chooseTwice(random, session, bob.receiver, { row: 3, columns })
    expect(send(guess)).toBeUndefined()
  })
})
