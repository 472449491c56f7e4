import { PayloadError } from '../../../payloads/errors.ts'
import {
  parseTypedData,
  type TypedData,
} from '../../../payloads/message/typed-data/parse-typed-data.ts'
import type { Subject } from '../../approvals/kinds/review.ts'

/** Typed data as the nodes would read it; undefined for all else, and where they would not. */
export const readSubjectData = (subject: Subject): TypedData | undefined => {
  if (subject.kind !== 'typed-data') return undefined
  try {
    return parseTypedData(subject.text)
  } catch (error) {
    if (error instanceof PayloadError) return undefined
    throw error
  }
}
