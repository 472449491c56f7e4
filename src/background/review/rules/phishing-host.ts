import { hostOf } from '../hosts/host-of.ts'
import { warn, type Rule } from './rule.ts'

export const phishingHost: Rule = (_, { origin, listedBy }) =>
  listedBy === undefined
    ? []
    : [warn('phishing-host', 'danger', { host: hostOf(origin), by: listedBy })]
