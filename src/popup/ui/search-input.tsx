import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { TextInput } from './text-input.tsx'

type SearchInputProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly icon?: ReactNode
}

export const SearchInput = ({ label, value, onChange, icon }: SearchInputProps) => (
  <span className="relative block">
    <span aria-hidden="true" className="pointer-events-none absolute top-3 left-3 text-soft">
      {icon ?? <Search size={16} />}
    </span>
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      className="pl-9"
    />
  </span>
)
