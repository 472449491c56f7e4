import type { Ceremony, Step } from '../src/threshold/ceremony/ceremony.ts'
import type { Message } from '../src/threshold/ceremony/message.ts'
import type { PartyId } from '../src/threshold/errors.ts'
import { timed } from './measure.ts'

export type CeremonyRun<Result> = {
  readonly results: ReadonlyMap<PartyId, Result>
  readonly times: readonly number[]
  readonly bytesPerPeer: number
}

/**
 * Runs one ceremony at all its parties, in one process and one after the other. What a party is
 * charged is the time inside its own calls: making the ceremony, starting it, receiving.
 */
export const timeCeremony = <Result, Checkpoint>(
  parties: readonly PartyId[],
  begin: (party: PartyId) => Ceremony<Result, Checkpoint>,
): CeremonyRun<Result> => {
  const spent = new Map<PartyId, number>()
  const results = new Map<PartyId, Result>()
  const sent = new Map<string, number>()
  const queue: Message[] = []

  const charge = <T>(party: PartyId, work: () => T): T => {
    const { value, milliseconds } = timed(work)
    spent.set(party, (spent.get(party) ?? 0) + milliseconds)
    return value
  }
  const take = (party: PartyId, { messages, outcome }: Step<Result, Checkpoint>): void => {
    if (outcome?.kind === 'abort') throw outcome.abort
    if (outcome !== undefined) results.set(party, outcome.result)
    for (const message of messages) {
      const link = `${message.from} to ${message.to}`
      sent.set(link, (sent.get(link) ?? 0) + message.bytes.length)
      queue.push(message)
    }
  }

  const ceremonies = new Map(parties.map((party) => [party, charge(party, () => begin(party))]))
  for (const [party, ceremony] of ceremonies) {
    take(
      party,
      charge(party, () => ceremony.start()),
    )
  }
  for (const message of queue) {
    const ceremony = ceremonies.get(message.to)
    if (ceremony === undefined) throw new Error(`a message to ${message.to}, who has no part`)
    take(
      message.to,
      charge(message.to, () => ceremony.receive(message)),
    )
  }
  if (results.size < parties.length) throw new Error('a ceremony stands still')
  return { results, times: [...spent.values()], bytesPerPeer: Math.max(...sent.values()) }
}

export const resultOf = <Result>({ results }: CeremonyRun<Result>, party: PartyId): Result => {
  const result = results.get(party)
  if (result === undefined) throw new Error(`${party} has no result`)
  return result
}
