import { generateKeyPairSync, randomBytes, sign, verify, type KeyObject } from 'node:crypto'
import type { Ceremony } from '../../src/threshold/ceremony/ceremony.ts'
import type { Message } from '../../src/threshold/ceremony/message.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import type { Identity } from '../../src/threshold/identity.ts'
import type { PairGeneration } from '../../src/threshold/pairs/generation.ts'
import type { KeyShare } from '../../src/threshold/sharing/key-share.ts'

/** A party as this example sees it; in the product, each is a process of its own. */
export type Party = {
  readonly id: PartyId
  readonly identity: Identity
  readonly bootId: Uint8Array
  readonly pairs: Map<PartyId, PairGeneration>
  share?: KeyShare
}

export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

export const makeParties = (count: number): Party[] => {
  const keys = new Map<PartyId, { publicKey: KeyObject; privateKey: KeyObject }>()
  for (let id = 1; id <= count; id++) keys.set(id, generateKeyPairSync('ed25519'))
  return [...keys].map(([id, { privateKey }]) => ({
    id,
    identity: {
      sign: (message) => new Uint8Array(sign(null, message, privateKey)),
      verify: (party, message, signature) => {
        const publicKey = keys.get(party)?.publicKey
        return publicKey !== undefined && verify(null, message, publicKey, signature)
      },
    },
    bootId: random(16),
    pairs: new Map(),
  }))
}

/** Carries messages between ceremonies until each has its result, or throws why one has not. */
export const carry = <Result, Checkpoint = never>(
  ceremonies: readonly Ceremony<Result, Checkpoint>[],
): ReadonlyMap<PartyId, Result> => {
  const queue: Message[] = ceremonies.flatMap((ceremony) => ceremony.start().messages)
  for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
    const { to } = message
    const receiver = ceremonies.find(({ self }) => self === to)
    if (receiver !== undefined) queue.push(...receiver.receive(message).messages)
  }
  return new Map(
    ceremonies.map(({ self, outcome }) => {
      if (outcome === undefined) throw new Error(`party ${self} still waits`)
      if (outcome.kind === 'abort') throw outcome.abort
      return [self, outcome.result]
    }),
  )
}
