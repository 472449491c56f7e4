import { callOfRaw } from './call-of-raw.ts'
import { explainCall } from './explain/explain-call.ts'
import { recipientsIn } from './rules/actions-in.ts'

const MOST_KEPT = 2000
const NOBODY = '0x0000000000000000000000000000000000000000'

const read = new Map<string, readonly string[]>()

/** To whom a transaction that was signed sends coins or tokens; whoever it merely calls is none. */
export const recipientsOfRaw = (raw: string): readonly string[] => {
  const known = read.get(raw)
  if (known !== undefined) return known
  const found = recipientsOf(raw)
  if (read.size >= MOST_KEPT) read.clear()
  read.set(raw, found)
  return found
}

const recipientsOf = (raw: string): readonly string[] => {
  const found = callOfRaw(raw)
  if (found?.to === undefined) return []
  const call = { chainId: '0x1', from: NOBODY, ...found }
  const action = explainCall(call, () => undefined)
  return recipientsIn({ kind: 'transaction', call, action, simulation: { state: 'running' } })
}
