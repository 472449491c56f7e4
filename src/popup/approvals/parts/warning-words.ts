import type { Warning } from '../../../messages/popup/action.ts'
import type { WarningRule } from '../../../messages/popup/warning-rule.ts'
import { approvals } from '../../strings/en/approvals.ts'
import type { Naming, WarningWords } from '../../strings/en/approvals/warnings.ts'
import { formatUnits } from '../../ui/format-units.ts'
import { shortAddress } from '../../ui/short-address.ts'
import { exactTime } from '../../ui/time-words.ts'
import { plainName } from './plain-name.ts'

const words = approvals.warnings as Record<
  WarningRule,
  (facts: Readonly<Record<string, string>>, naming: Naming) => WarningWords
>

const isKnown = (rule: string): rule is WarningRule => Object.hasOwn(words, rule)

/** Seconds since 1970, or a date as it is written. */
const time = (text: string): string => {
  const at = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text)
  return Number.isNaN(at) || Math.abs(at) > 8.64e15 ? text : exactTime(at)
}

const gwei = (wei: string): string => (/^\d+$/.test(wei) ? `${formatUnits(wei, 9)} gwei` : wei)

/** What a rule found, in words; facts are others' texts, and are shown as no more than that. */
export const warningWords = (
  { rule, facts, calls }: Warning,
  network: (chainId: string) => string,
): WarningWords => {
  const plain = Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, plainName(fact, 120)]),
  )
  const said = isKnown(rule)
    ? words[rule](plain, { network, short: shortAddress, gwei, time })
    : approvals.warning.unknown(rule)
  if (calls === undefined) return said
  return { ...said, title: approvals.warning.ofCalls(calls.at, calls.of, said.title) }
}
