const start = 8
const end = 6

/**
 * Both ends, enough of them to tell neighbours apart. All of it stands in the document, its middle
 * out of sight: who copies, reads aloud or drives the page gets the whole.
 */
export const AddressText = ({ address }: { readonly address: string }) => {
  if (address.length <= start + end + 2) return address
  return (
    <span title={address} className="whitespace-nowrap">
      {address.slice(0, start)}
      <span className="inline-block w-[1ch] overflow-hidden align-bottom before:content-['…']">
        {address.slice(start, -end)}
      </span>
      {address.slice(-end)}
    </span>
  )
}
