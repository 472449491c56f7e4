import { useState } from 'react'
import type { DataTree } from '../../../messages/popup/action.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Address } from '../../ui/address.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Honest } from './honest.tsx'
import { LongValue } from './long-value.tsx'

const FIRST = 60

const words = approvals.typed

const countOf = (tree: readonly DataTree[]): number =>
  tree.reduce((sum, one) => sum + ('fields' in one ? 1 + countOf(one.fields) : 1), 0)

/** Of a tree, the first so many fields in reading order. */
const firstOf = (tree: readonly DataTree[], most: number): readonly DataTree[] => {
  let left = most
  const take = (level: readonly DataTree[]): readonly DataTree[] =>
    level.flatMap((one) => {
      if (left <= 0) return []
      left -= 1
      return ['fields' in one ? { ...one, fields: take(one.fields) } : one]
    })
  return take(tree)
}

/** All fields of signed data, one in the other, as they are. */
export const Tree = ({ tree }: { readonly tree: readonly DataTree[] }) => {
  const [all, setAll] = useState(false)
  const count = countOf(tree)
  const cut = !all && count > FIRST
  return (
    <div className="grid gap-2">
      <Card className="overflow-x-auto px-3.5 py-2.5">
        <Branch fields={cut ? firstOf(tree, FIRST) : tree} />
      </Card>
      {cut && (
        <Button size="small" className="justify-self-start" onClick={() => setAll(true)}>
          {words.showAll(count)}
        </Button>
      )}
    </div>
  )
}

const Branch = ({ fields }: { readonly fields: readonly DataTree[] }) => (
  <ul className="grid gap-2">
    {fields.map((field, at) => (
      // Fields stand where they stand, and a list's have numbers for names.
      // oxlint-disable-next-line react/no-array-index-key
      <li key={at} className="grid gap-0.5">
        <span className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="font-medium wrap-anywhere">
            <Honest text={field.name} />
          </span>
          <span className="text-xs text-soft wrap-anywhere">
            <Honest text={field.type} />
          </span>
        </span>
        {'fields' in field ? (
          field.fields.length === 0 ? (
            <span className="text-soft">{words.emptyList}</span>
          ) : (
            <div className="border-l-2 border-line pl-3">
              <Branch fields={field.fields} />
            </div>
          )
        ) : (
          <Leaf type={field.type} value={field.value} />
        )}
      </li>
    ))}
  </ul>
)

const Leaf = ({ type, value }: { readonly type: string; readonly value: string }) => {
  if (type === 'address' && /^0x[0-9a-fA-F]{40}$/.test(value)) {
    return <Address address={value} full />
  }
  // Text is read to its end; bytes are not read.
  return type === 'string' ? (
    <span className="whitespace-pre-wrap wrap-anywhere">
      <Honest text={value} />
    </span>
  ) : (
    <LongValue text={value} />
  )
}
