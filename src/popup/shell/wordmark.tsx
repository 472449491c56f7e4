import { en } from '../strings/en.ts'
import { Mark } from '../ui/mark.tsx'

export const Wordmark = () => (
  <span className="flex items-center gap-2 text-lg font-semibold tracking-tight">
    <Mark />
    {en.common.name}
  </span>
)
