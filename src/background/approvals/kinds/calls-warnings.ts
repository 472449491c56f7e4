import type { Warning } from '../../../messages/popup/action.ts'

const order = ['danger', 'caution', 'note']

const rank = ({ level }: Warning): number => order.indexOf(level)

/**
 * Warnings of several calls, each naming the calls that it is about. What several say alike is said
 * once, as badly as the worst of them says it.
 */
export const callsWarnings = (ofCalls: readonly (readonly Warning[])[]): readonly Warning[] => {
  const found = new Map<string, { readonly worst: Warning; readonly at: readonly number[] }>()
  for (const [place, warnings] of ofCalls.entries()) {
    for (const warning of warnings) {
      const key = JSON.stringify([warning.rule, warning.facts])
      const { worst = warning, at = [] } = found.get(key) ?? {}
      found.set(key, {
        worst: rank(warning) < rank(worst) ? warning : worst,
        at: at.includes(place + 1) ? at : [...at, place + 1],
      })
    }
  }
  const of = ofCalls.length
  return Array.from(found.values(), ({ worst, at }) =>
    at.length === of ? worst : { ...worst, calls: { at, of } },
  )
}
