import { Ceremony } from '../../../src/threshold/ceremony/ceremony.ts'
import { envelope, type Message } from '../../../src/threshold/ceremony/message.ts'
import { fixedBytes, list, type Decoded } from '../../../src/threshold/encoding/codec.ts'
import { record } from '../../../src/threshold/encoding/record.ts'
import type { PartyId } from '../../../src/threshold/errors.ts'
import type { Group } from '../../../src/threshold/groups/group.ts'
import { secp256k1 } from '../../../src/threshold/groups/secp256k1.ts'
import { contextOf, type Context } from '../../../src/threshold/keygen/context.ts'
import { keyCeremony, type KeyCeremony } from '../../../src/threshold/keygen/key-ceremony.ts'
import { shareKey, type KeyResult } from '../../../src/threshold/keygen/keygen.ts'
import { pledgeMessage } from '../../../src/threshold/keygen/messages.ts'
import { participantsOf, type Plan } from '../../../src/threshold/keygen/plan.ts'
import { echoOf } from '../../../src/threshold/keygen/pledge.ts'
import type { Holders } from '../../../src/threshold/sharing/holders.ts'
import type { KeyShare } from '../../../src/threshold/sharing/key-share.ts'
import { dealShares } from '../../support/dealer.ts'
import { identityOf } from '../../support/identities.ts'
import { sharingOf, type Shares } from '../../support/key-ceremonies.ts'
import { run, type Run, type Tamper } from '../../support/network.ts'
import { seededRandom } from '../../support/randomness.ts'
import { both, readdress, replace } from '../../support/tamper.ts'

export const PLEDGE = 1
export const REVEAL = 2
export const CONFIRMATION = 3

/** A ceremony in which one party lies. */
export type Scene = {
  readonly plan: Plan
  readonly liar: PartyId
  readonly honest: readonly PartyId[]
  /** Of the key that is handed over. */
  readonly shares: Shares
}

const filled = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)

const sceneOf = (plan: Plan, liar: PartyId, shares: Shares): Scene => ({
  plan,
  liar,
  shares,
  honest: participantsOf(plan).filter((party) => party !== liar),
})

/** A new key; the last party lies. */
export const making = (
  options: Partial<Pick<Holders, 'parties' | 'threshold'>> & { group?: Group; id?: number } = {},
): Scene => {
  const { group = secp256k1, parties = [1, 2, 3], threshold = 2, id = 1 } = options
  const plan = { id: filled(id), group, next: { parties, threshold, epoch: 0 } }
  return sceneOf(plan, parties.at(-1) ?? 0, new Map())
}

/** A key of 1 to 4 that two of them hand over; `liar` lies. */
export const handing = (
  liar: PartyId,
  parties: readonly PartyId[],
  dealers: readonly PartyId[],
  epoch = 1,
): Scene => {
  const shares = dealShares(secp256k1, {
    parties: [1, 2, 3, 4],
    threshold: 2,
    epoch,
    secret: 77n,
    random: seededRandom(`epoch ${epoch}`),
  })
  const previous = { sharing: sharingOf(shares), dealers }
  const next = { parties, threshold: 2, epoch: epoch + 1 }
  return sceneOf({ id: filled(1), group: secp256k1, next, previous }, liar, shares)
}

/** What one party does by itself is the same in every run of a scene. */
export const honestly = ({ plan, shares }: Scene, self: PartyId): KeyCeremony => {
  const share = shares.get(self)
  return keyCeremony(plan, {
    self,
    ...(share !== undefined && { share }),
    identity: identityOf(self),
    random: seededRandom(self),
  })
}

/** The liar's side, run in the same session with another idea of what is agreed. */
export const believing = (
  { plan, shares, liar: self }: Scene,
  change: (context: Context) => Partial<Context>,
  share: KeyShare | undefined = shares.get(self),
): KeyCeremony => {
  const context = contextOf(plan, self)
  const own = {
    ...(share !== undefined && { share }),
    identity: identityOf(self),
    random: seededRandom(self),
  }
  return new Ceremony({
    session: context.session,
    self,
    peers: context.participants.filter((party) => party !== self),
    protocol: shareKey({ ...context, ...change(context) }, own),
  })
}

export const runScene = (
  scene: Scene,
  options: { tamper?: Tamper; pick?: (queued: number) => number; as?: KeyCeremony } = {},
): Run<KeyResult, KeyShare> => {
  const { as = honestly(scene, scene.liar), ...rest } = options
  return run([...scene.honest.map((party) => honestly(scene, party)), as], rest)
}

const rawReveal = ({ pointLength }: Group) =>
  record('keygen-reveal', {
    echo: fixedBytes(32),
    dealings: list(
      record('keygen-dealing', {
        opening: record('keygen-opening', {
          commitments: list(fixedBytes(pointLength)),
          salt: fixedBytes(32),
        }),
        proof: record('keygen-proof', { challenge: fixedBytes(32), response: fixedBytes(32) }),
        shares: list(fixedBytes(32)),
      }),
    ),
  })

/** A second-round message without any of the meaning that would keep a liar from writing it. */
export type RawReveal = Decoded<ReturnType<typeof rawReveal>>
export type RawDealing = RawReveal['dealings'][number]

export const readReveal = ({ plan }: Scene, message: Message): RawReveal =>
  rawReveal(plan.group).decode(envelope.decode(message.bytes).body)

export const writeReveal = ({ plan }: Scene, message: Message, reveal: RawReveal): Message =>
  readdress(message, { body: rawReveal(plan.group).encode(reveal) })

export const bendReveal = (
  scene: Scene,
  change: (reveal: RawReveal) => RawReveal,
  to: readonly PartyId[] = scene.honest,
): Tamper =>
  replace(scene.liar, REVEAL, (message) => [
    to.includes(message.to)
      ? writeReveal(scene, message, change(readReveal(scene, message)))
      : message,
  ])

export const bendDealing = (
  scene: Scene,
  change: (dealing: RawDealing) => RawDealing,
  to: readonly PartyId[] = scene.honest,
): Tamper =>
  bendReveal(
    scene,
    (reveal) => ({ ...reveal, dealings: reveal.dealings.map((dealing) => change(dealing)) }),
    to,
  )

/** Has the liar pledge something else, and stand by it in its echo. */
export const pledging = (
  scene: Scene,
  pledge: (told: ReadonlyMap<PartyId, Uint8Array>) => Uint8Array,
): Tamper => {
  const told = new Map<PartyId, Uint8Array>()
  const listen: Tamper = (message) => {
    const { step, body } = envelope.decode(message.bytes)
    if (step === PLEDGE) told.set(message.from, pledgeMessage.decode(body).pledge)
    return [message]
  }
  const lie = replace(scene.liar, PLEDGE, (message) => [
    readdress(message, { body: pledgeMessage.encode({ pledge: pledge(told) }) }),
  ])
  const standByIt = bendReveal(scene, (reveal) => {
    const heard = new Map([...told, [scene.liar, pledge(told)]])
    return { ...reveal, echo: echoOf(contextOf(scene.plan, scene.liar), heard) }
  })
  return both(both(listen, lie), standByIt)
}

/** Has the liar speak in a round only when it has heard what another said in it. */
export const answering = (
  scene: Scene,
  other: PartyId,
  step: number,
  reply: (own: Message, heard: Message) => Message,
): Tamper => {
  const held: Message[] = []
  let heard: Message | undefined
  const release = (): Message[] => {
    const told = heard
    return told === undefined ? [] : held.splice(0).map((own) => reply(own, told))
  }
  const hold = replace(scene.liar, step, (message) => {
    held.push(message)
    return release()
  })
  const hear = replace(other, step, (message) => {
    if (message.to === scene.liar) heard = message
    return [message, ...release()]
  })
  return (message) => (message.from === scene.liar ? hold(message) : hear(message))
}

/** What one party says to another in the second round of an honest run. */
export const foresee = (scene: Scene, from: PartyId, to: PartyId): RawReveal => {
  const message = runScene(scene).delivered.find(
    (delivered) =>
      delivered.from === from &&
      delivered.to === to &&
      envelope.decode(delivered.bytes).step === REVEAL,
  )
  if (message === undefined) throw new Error(`${from} revealed nothing to ${to}`)
  return readReveal(scene, message)
}
