import { en } from '../../strings/en.ts'
import { fingerprint } from './fingerprint.ts'

/** In groups, so that the eye can keep its place. */
export const KeyFingerprint = ({ networkKey }: { readonly networkKey: string }) => {
  const groups = fingerprint(networkKey)
  if (groups.length === 0) return <span className="text-soft">{en.common.unknown}</span>
  return (
    <span
      data-testid="fingerprint"
      title={networkKey}
      className="inline-grid grid-cols-4 gap-x-3 gap-y-0.5 font-mono text-base"
    >
      {groups.map((group, place) => (
        <span key={place}>{group}</span>
      ))}
    </span>
  )
}
