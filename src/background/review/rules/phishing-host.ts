import { hostOf } from '../hosts/host-of.ts'
import { hostsAbove } from '../hosts/hosts-above.ts'
import { phishingHosts } from '../hosts/phishing-hosts.ts'
import { warn, type Rule } from './rule.ts'

export const phishingHost: Rule = (_, { origin, listed }) => {
  const host = hostOf(origin)
  const isKnown = hostsAbove(host).some((one) => phishingHosts.includes(one))
  if (!isKnown && !listed) return []
  return [warn('phishing-host', 'danger', { host, by: isKnown ? 'wallet' : 'person' })]
}
