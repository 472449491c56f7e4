import type { DataTree } from '../../../messages/popup/action.ts'
import {
  parseTypedDataV1,
  type FieldV1,
} from '../../../payloads/message/typed-data-v1/parse-typed-data-v1.ts'
import { visibleText } from '../visible-text.ts'

/** The list as a tree; throws `PayloadError` for what the nodes would not sign either. */
export const explainTypedDataV1 = (text: string): readonly DataTree[] =>
  parseTypedDataV1(text).fields.map(fieldTree)

const fieldTree = ({ type, name, value }: FieldV1): DataTree => {
  // In this version names are any text.
  const shown = visibleText(name)
  if (typeof value === 'string') return { name: shown, type, value: visibleText(value) }
  const inner = type.slice(0, type.lastIndexOf('['))
  return {
    name: shown,
    type,
    fields: value.map((item, at) => ({ name: String(at), type: inner, value: item })),
  }
}
