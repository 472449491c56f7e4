import { fixedBytes, list, partyId, text, uint16, uint32, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { pointCodec, scalarCodec } from '../groups/codec.ts'
import type { Group } from '../groups/group.ts'

export const CEREMONY_ID_LENGTH = 32
export const SALT_LENGTH = 32
const digest = fixedBytes(32)

/** All that the parties of a key generation agree on beforehand. */
export const keyContext = record('frost-key-context', {
  id: fixedBytes(CEREMONY_ID_LENGTH),
  group: text,
  epoch: uint32,
  threshold: uint16,
  parties: list(partyId),
})

/** Key generation, round 1, to all: the hash of the package to come. */
export const pledgeMessage = record('frost-pledge', { pledge: digest })

/** What a pledge is a hash of: FROST's own first round, and a salt. */
export const packageCodec = (group: Group, threshold: number) =>
  record('frost-package', {
    commitments: list(pointCodec(group), threshold),
    proofNonce: pointCodec(group),
    proofResponse: scalarCodec(group.order),
    salt: fixedBytes(SALT_LENGTH),
  })

export type Package = Decoded<ReturnType<typeof packageCodec>>

/** Key generation, round 2, to all: the package, and what was heard in round 1. */
export const revealMessage = (group: Group, threshold: number) =>
  record('frost-reveal', { echo: digest, opened: packageCodec(group, threshold) })

/** Key generation, round 3, to each its own. */
export const keyShareMessage = ({ order }: Group) =>
  record('frost-key-share', { share: scalarCodec(order) })

/** Key generation, round 4, to all: the key that came out. */
export const confirmationMessage = record('frost-confirmation', { key: digest })

/** All that signers agree on beforehand; the message is compared in the echo, where nobody is blamed. */
export const signingContext = (group: Group) =>
  record('frost-signing-context', {
    id: fixedBytes(CEREMONY_ID_LENGTH),
    group: text,
    epoch: uint32,
    threshold: uint16,
    parties: list(partyId),
    commitments: list(pointCodec(group)),
    signers: list(partyId),
  })

/** Signing, round 1, to all. */
export const nonceMessage = (group: Group) =>
  record('frost-nonces', { hiding: pointCodec(group), binding: pointCodec(group) })

export type NoncePoints = Decoded<ReturnType<typeof nonceMessage>>

/** Signing, round 2, to all: what is to be signed, and with which nonces. */
export const echoMessage = record('frost-echo', { message: digest, nonces: digest })

export type Echo = Decoded<typeof echoMessage>

/** Signing, round 3, to all. */
export const signatureShareMessage = ({ order }: Group) =>
  record('frost-signature-share', { share: scalarCodec(order) })
