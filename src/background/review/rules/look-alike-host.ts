import type { Warning } from '../../../messages/popup/action.ts'
import { decodePunycode } from '../hosts/decode-punycode.ts'
import { everydayNames } from '../hosts/everyday-names.ts'
import { isNumericHost } from '../hosts/is-numeric-host.ts'
import { isOneSlip } from '../hosts/is-one-slip.ts'
import { skeleton } from '../hosts/skeleton.ts'
import { wellKnownHosts } from '../hosts/well-known-hosts.ts'
import { hostsAsking } from './hosts-asking.ts'
import { warn, type Rule } from './rule.ts'

/** Short names are near too many others. */
const LONG_ENOUGH = 6

type Known = {
  readonly host: string
  readonly name: string
  readonly looks: string
  readonly nameLooks: string
}

let known: readonly Known[] | undefined

const wellKnown = (): readonly Known[] =>
  (known ??= wellKnownHosts.map((host) => {
    const [name = host] = host.split('.')
    return { host, name, looks: skeleton(host), nameLooks: skeleton(name) }
  }))

type Seen = {
  readonly host: string
  readonly name: string
  readonly looks: string
  readonly nameLooks: string
  readonly words: readonly string[]
}

const look = (host: string): Seen => {
  const labels = host.split('.').map(decodePunycode)
  const name = labels.at(-2) ?? ''
  return {
    host: labels.join('.'),
    name,
    looks: skeleton(labels.slice(-2).join('.')),
    nameLooks: skeleton(name),
    words: name.split('-'),
  }
}

/** How far a host poses as one that is well known. */
const poses = (seen: Seen, as: Known): 'danger' | 'caution' | undefined => {
  // uniswap.org.example, and what differs by nothing that one would see
  if (seen.host.startsWith(`${as.host}.`) || seen.host.includes(`.${as.host}.`)) return 'danger'
  if (seen.looks === as.looks) return 'danger'
  if (as.name.length < LONG_ENOUGH) return undefined
  if (seen.nameLooks === as.nameLooks && seen.name !== as.name) return 'danger'
  if (everydayNames.has(as.name)) return undefined
  return isOneSlip(seen.name, as.name) || seen.words.includes(as.name) ? 'caution' : undefined
}

export const lookAlikeHost: Rule = (_, context) => hostsAsking(context).flatMap(warningsOf)

const warningsOf = (host: string): readonly Warning[] => {
  if (!host.includes('.') || isNumericHost(host)) return []
  if (wellKnownHosts.some((one) => host === one || host.endsWith(`.${one}`))) return []
  const seen = look(host)
  const found = wellKnown().flatMap((as) => {
    const level = poses(seen, as)
    return level === undefined ? [] : [warn('look-alike-host', level, { host, like: as.host })]
  })
  const worst = found.find(({ level }) => level === 'danger') ?? found[0]
  return worst === undefined ? [] : [worst]
}
