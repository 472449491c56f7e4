import { LoaderCircle } from 'lucide-react'

export const Spinner = ({ size = 16 }: { readonly size?: number }) => (
  <LoaderCircle aria-hidden="true" size={size} className="shrink-0 animate-turn" />
)
