import { hostOf } from '../hosts/host-of.ts'
import { phishingHosts } from '../hosts/phishing-hosts.ts'
import { warn, type Rule } from './rule.ts'

const isWithin = (host: string, hosts: readonly string[]): boolean =>
  hosts.some((one) => host === one || host.endsWith(`.${one}`))

export const phishingHost: Rule = (_, { origin, blockedHosts }) => {
  const host = hostOf(origin)
  const blocked = blockedHosts.map((one) => one.toLowerCase())
  if (isWithin(host, blocked)) return [warn('phishing-host', 'danger', { host, by: 'person' })]
  if (!isWithin(host, phishingHosts)) return []
  return [warn('phishing-host', 'danger', { host, by: 'list' })]
}
