import { hostsAsking } from './hosts-asking.ts'
import { warn, type Rule } from './rule.ts'

export const phishingHost: Rule = (_, context) =>
  hostsAsking(context).flatMap((host) => {
    const by = context.listed.get(host)
    return by === undefined ? [] : [warn('phishing-host', 'danger', { host, by })]
  })
