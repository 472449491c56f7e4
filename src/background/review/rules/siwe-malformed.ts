import { readSubjectSiwe } from './read-subject-siwe.ts'
import { warn, type Rule } from './rule.ts'
import { isHostOf } from './siwe-domain.ts'

/** A site that reads less strictly than we do may take it for a sign-in all the same. */
export const siweMalformed: Rule = (subject, { origin }) => {
  const read = readSubjectSiwe(subject)
  if (read === undefined || 'siwe' in read) return []
  const { malformed: what, domain } = read
  const named = domain?.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
  const level = named !== undefined && isHostOf(named, origin) ? 'caution' : 'danger'
  return [warn('siwe-malformed', level, { what })]
}
