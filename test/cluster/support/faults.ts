import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { FailpointName } from '../../../src/nodes/node/failpoints.ts'

/** What a lying node does to its share of a signature. */
export type ShareLie =
  | 'wrong-u'
  | 'wrong-w'
  | 'zero'
  | 'other-binding'
  /** The numbers of an earlier share, which another request was answered with. */
  | 'earlier-numbers'
  | 'unsigned'
  | 'other-party'
  | 'garbage'
  | 'oversize'

/** What a lying node does to its shares of the network key's signatures. */
export type NetworkLie = 'wrong-message' | 'other-party' | 'garbage'

export type OpeningLie =
  | 'refuses'
  /** Opens something else than it did. */
  | 'false'
  | 'garbage'

/** What a lying node does to messages of ceremonies. */
export type MessageLie = {
  /** Rounds count from 1. */
  readonly step: number
  /** Only to this party, where it is named. */
  readonly to?: number
  /** What speaks of another session is as good as never sent. */
  readonly how: 'flip' | 'garbage' | 'other-session'
}

/** How a node of a test misbehaves; it looks again whenever it could. */
export type Faults = {
  /** How far its clock is off. */
  readonly skewMs?: number
  /** Kills itself when it passes this point for the nth time since this was set; n is 1 unless said. */
  readonly dieAt?: { readonly point: FailpointName; readonly time?: number }
  readonly share?: ShareLie
  readonly network?: NetworkLie
  readonly opening?: OpeningLie
  readonly message?: MessageLie
  /** Before it answers with a presignature. */
  readonly presignDelayMs?: number
}

/** Whole at every moment: a node reads while a test writes. */
export function writeFaults(file: string, faults: Faults): void {
  writeFileSync(`${file}.next`, JSON.stringify(faults))
  renameSync(`${file}.next`, file)
}

export const readFaults = (file: string): Faults =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Faults) : {}

export type Misdeed =
  | ShareLie
  | `network-${NetworkLie}`
  | `opening-${OpeningLie}`
  | `message-${MessageLie['how']}`
  | 'dies'
  | 'delays'
  | 'skew'

const mark = 'misbehaved: '

/** Said in the node's log, so that a test can see that what it tests against did happen. */
export const confess = (misdeed: Misdeed): void => {
  process.stderr.write(`${mark}${misdeed}\n`)
}

export const misdeedsIn = (log: string): readonly Misdeed[] =>
  log
    .split('\n')
    .flatMap((line) => (line.startsWith(mark) ? [line.slice(mark.length) as Misdeed] : []))
