import type { DataTree } from '../../../messages/popup/action.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Fact, Facts } from '../parts/facts.tsx'
import { Honest } from '../parts/honest.tsx'
import { Party } from '../parts/party.tsx'
import { useNames } from '../parts/use-names.ts'

/** Which application and contract the signature is meant for, by its own word. */
export const DomainFacts = ({ domain }: { readonly domain: readonly DataTree[] }) => {
  const { network } = useNames()
  return (
    <Facts>
      {domain.map((field) => {
        const label = approvals.typed.fields[field.name] ?? field.name
        if (!('value' in field)) return null
        const isAddress = field.type === 'address'
        return (
          <Fact key={field.name} label={label} stacked={isAddress || field.value.length > 28}>
            {isAddress ? (
              <Party address={field.value} />
            ) : (
              <Honest text={field.name === 'chainId' ? network(field.value) : field.value} />
            )}
          </Fact>
        )
      })}
    </Facts>
  )
}
