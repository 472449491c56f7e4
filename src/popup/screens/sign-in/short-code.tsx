import { en } from '../../strings/en.ts'

/** For comparing with the page of a passkey or of another wallet. */
export const ShortCode = ({ code }: { readonly code: string }) => (
  <div className="grid justify-items-center gap-1 rounded-lg border border-line bg-card px-4 py-3 text-center">
    <p className="text-sm font-medium text-soft">{en.signIn.shortCode}</p>
    <p data-testid="short-code" className="font-mono text-2xl font-semibold tracking-[0.14em]">
      {code}
    </p>
    <p className="max-w-[34ch] text-sm text-soft">{en.signIn.shortCodeNote}</p>
  </div>
)
