import { readSubjectSiwe } from './read-subject-siwe.ts'
import { warn, type Rule } from './rule.ts'

const parse = (url: string): URL | undefined => {
  try {
    return new URL(url)
  } catch {
    return undefined
  }
}

/** With its port, which is part of who one is; nobody's name may stand before it. */
export const isHostOf = (domain: string, origin: string): boolean => {
  const site = parse(origin)
  const asked = site && parse(`${site.protocol}//${domain}/`)
  if (site === undefined || asked === undefined || site.host === '') return false
  return asked.host === site.host && !domain.includes('@')
}

/** Whoever gets this signature could sign in elsewhere with it. */
export const siweDomain: Rule = (subject, { origin }) => {
  const read = readSubjectSiwe(subject)
  if (read === undefined || !('siwe' in read)) return []
  const { domain, scheme } = read.siwe
  const site = parse(origin)
  const fits = scheme === undefined || `${scheme.toLowerCase()}:` === site?.protocol
  if (fits && isHostOf(domain, origin)) return []
  const asked = scheme === undefined ? domain : `${scheme}://${domain}`
  return [warn('siwe-domain', 'danger', { domain: asked, host: site?.host ?? origin })]
}
