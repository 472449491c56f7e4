import { decodePunycode } from '../hosts/decode-punycode.ts'
import { hostOf } from '../hosts/host-of.ts'
import { isOneSlip } from '../hosts/is-one-slip.ts'
import { skeleton } from '../hosts/skeleton.ts'
import { wellKnownHosts } from '../hosts/well-known-hosts.ts'
import { warn, type Rule } from './rule.ts'

/** Short names are near too many others. */
const LONG_ENOUGH = 6

const isNumeric = (host: string): boolean => /^[\d.]+$|[:[\]]/.test(host)

/** How far a host poses as one that is well known. */
const poses = (seen: string, known: string): 'danger' | 'caution' | undefined => {
  const labels = seen.split('.')
  const own = labels.slice(-2).join('.')
  const name = labels.at(-2) ?? ''
  const knownName = known.split('.')[0] ?? known
  // uniswap.org.example, and what differs by nothing that one would see
  if (seen.startsWith(`${known}.`) || seen.includes(`.${known}.`)) return 'danger'
  if (skeleton(own) === skeleton(known)) return 'danger'
  if (knownName.length < LONG_ENOUGH) return undefined
  if (skeleton(name) === skeleton(knownName) && name !== knownName) return 'danger'
  if (isOneSlip(name, knownName)) return 'caution'
  return name.split('-').includes(knownName) ? 'caution' : undefined
}

export const lookAlikeHost: Rule = (_, { origin }) => {
  const host = hostOf(origin)
  if (!host.includes('.') || isNumeric(host)) return []
  if (wellKnownHosts.some((known) => host === known || host.endsWith(`.${known}`))) return []
  const seen = host.split('.').map(decodePunycode).join('.')
  const found = wellKnownHosts.flatMap((like) => {
    const level = poses(seen, like)
    return level === undefined ? [] : [warn('look-alike-host', level, { host, like })]
  })
  const worst = found.find(({ level }) => level === 'danger') ?? found[0]
  return worst === undefined ? [] : [worst]
}
