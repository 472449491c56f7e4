import { warn, type Rule } from './rule.ts'

/** Typed data of the first version has no domain: nothing in it holds it to whoever asked. */
export const namesNoSite: Rule = (subject) =>
  subject.kind === 'typed-data-v1' ? [warn('names-no-site', 'caution', {})] : []
