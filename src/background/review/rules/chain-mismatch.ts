import type { Subject } from '../../approvals/kinds/review.ts'
import type { Context } from './context.ts'
import { readSubjectData } from './read-subject-data.ts'
import { readSubjectSiwe } from './read-subject-siwe.ts'
import { warn, type Rule } from './rule.ts'

const hex = (chainId: bigint): string => `0x${chainId.toString(16)}`

/** The chain that is spoken of, and the one that the person is looking at; both in hex. */
const chains = (
  subject: Subject,
  { siteChain }: Context,
): readonly [string, string] | undefined => {
  if (subject.kind === 'transaction') {
    return siteChain === undefined ? undefined : [subject.call.chainId, siteChain]
  }
  if (subject.kind === 'message') {
    const read = readSubjectSiwe(subject)
    return read !== undefined && 'siwe' in read ? [read.siwe.chainId, subject.chainId] : undefined
  }
  if (subject.kind !== 'typed-data') return undefined
  const chain = readSubjectData(subject)?.domain.chainId
  if (typeof chain === 'bigint') return [hex(chain), subject.chainId]
  // Only what moves tokens is worth a warning: much else is meant for every chain.
  return chain === null && subject.actions.length > 0 ? ['', subject.chainId] : undefined
}

export const chainMismatch: Rule = (subject, context) => {
  const [asked, site] = chains(subject, context) ?? []
  if (asked === undefined || site === undefined) return []
  if (asked !== '' && BigInt(asked) === BigInt(site)) return []
  return [warn('chain-mismatch', 'caution', { asked, site })]
}
