import { envelope, type Message } from '../../../src/threshold/ceremony/message.ts'
import { signContribution } from '../../../src/threshold/ecdsa/contribution.ts'
import { offerMessage, replyMessage } from '../../../src/threshold/ecdsa/messages.ts'
import { signPairStatement } from '../../../src/threshold/ecdsa/statements.ts'
import type { Decoded } from '../../../src/threshold/encoding/codec.ts'
import type { PartyId } from '../../../src/threshold/errors.ts'
import type { Point } from '../../../src/threshold/groups/group.ts'
import { secp256k1 } from '../../../src/threshold/groups/secp256k1.ts'
import { identityOf } from '../../support/identities.ts'
import type { Tamper } from '../../support/network.ts'
import { bend, bendBody, both, replace } from '../../support/tamper.ts'
import { BYSTANDER, LIAR, VICTIM } from './stage.ts'

export const OFFER = 1
export const REPLY = 2

export type Offer = Decoded<typeof offerMessage>
export type Reply = Decoded<typeof replyMessage>

/** Tampers only with what goes to one party. */
export const toward =
  (to: PartyId, tamper: Tamper): Tamper =>
  (message: Message) =>
    message.to === to ? tamper(message) : [message]

/** The liar's offer to the victim, changed. */
export const bendOffer = (change: (offer: Offer) => Offer): Tamper =>
  toward(VICTIM, bend(LIAR, OFFER, offerMessage, change))

/** The liar's reply to the victim, changed. */
export const bendReply = (change: (reply: Reply) => Reply): Tamper =>
  toward(VICTIM, bend(LIAR, REPLY, replyMessage, change))

/** The same reply, signed by its sender for what it now says. */
export const signed = (
  header: Uint8Array,
  reply: Reply,
  { from = LIAR, to = VICTIM }: { readonly from?: PartyId; readonly to?: PartyId } = {},
): Reply => {
  const { nonce, keyShare, gammaNonce, gammaKey, psi } = reply
  const identity = identityOf(from)
  const said = { from, gammaNonce, gammaKey, psi }
  return {
    ...reply,
    contributionSignature: signContribution(identity, header, from, { nonce, keyShare }).signature,
    pairSignature: signPairStatement(identity, { header, to }, said).signature,
  }
}

/** Something that encodes as no point does: signatures are over bytes. */
export const noPoint = (): Point =>
  Object.create(secp256k1.base, { toBytes: { value: () => new Uint8Array(33) } }) as Point

/** One bit of the byte at `index`, changed. */
export const flip = (bytes: Uint8Array, index = 0): Uint8Array =>
  bytes.with(index, (bytes.at(index) ?? 0) ^ 1)

/**
 * What the liar says to the victim in a round, made from what another party tells the liar in that
 * round, however long that takes.
 */
export const answering = (
  other: PartyId,
  step: number,
  answer: (heard: Uint8Array, own: Uint8Array) => Uint8Array,
): Tamper => {
  let heard: Uint8Array | undefined
  let held: Message | undefined
  const release = (): readonly Message[] => {
    if (heard === undefined || held === undefined) return []
    const told = heard
    return bendBody(LIAR, step, (own) => answer(told, own))(held)
  }
  const hold = replace(LIAR, step, (message) => {
    held = message
    return release()
  })
  const hear = replace(other, step, (message) => {
    heard = envelope.decode(message.bytes).body
    return [message, ...release()]
  })
  return both(toward(VICTIM, hold), toward(LIAR, hear))
}

/** The victim hears the bystander's words of a round only after the liar's. */
export const speakingFirst = (
  step: number,
  speak: (message: Message) => readonly Message[],
): Tamper => {
  let spoken = false
  let waiting: readonly Message[] = []
  const first = replace(LIAR, step, (message) => {
    spoken = true
    return [...speak(message), ...waiting]
  })
  const second = replace(BYSTANDER, step, (message) => {
    if (spoken) return [message]
    waiting = [message]
    return []
  })
  return toward(VICTIM, both(second, first))
}
