import { permitDeadline } from '../explain/permit-times.ts'
import { readSubjectData } from './read-subject-data.ts'
import { warn, type Rule } from './rule.ts'

const DAY = 86_400n
const MANY_DAYS = 45n

/** A permit that nobody has handed in yet is seen nowhere, and cannot be taken back easily. */
export const longPermit: Rule = (subject, { now }) => {
  if (subject.kind !== 'typed-data' || subject.actions.length === 0) return []
  const data = readSubjectData(subject)
  const deadline = data && permitDeadline(data)
  const lasting = subject.actions.flatMap((action) =>
    action.kind === 'approve' && action.via === 'permit2' ? [BigInt(action.until ?? forEver)] : [],
  )
  const until = [...(deadline === undefined ? [] : [deadline]), ...lasting].reduce(
    (latest, one) => (one > latest ? one : latest),
    0n,
  )
  const days = (until - BigInt(Math.floor(now / 1000))) / DAY
  if (days < MANY_DAYS) return []
  const isTime = until < BigInt(forEver)
  return [
    warn('long-permit', 'caution', {
      until: isTime ? String(until) : '',
      days: isTime ? String(days) : '',
    }),
  ]
}

/** Behind the last year that is written with four digits. */
const forEver = 253_402_300_800
