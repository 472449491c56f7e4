import type { IdentityProvider } from '../../../protocol/deployment.ts'

/**
 * How much the person is asked. `choose`: who they are, of those they can be. `again`: to show that
 * they are there now. `silent`: nothing at all, while the wallet is unlocked.
 */
export type Asking = 'choose' | 'again' | 'silent'

export const askingParameters = (
  { kind }: IdentityProvider,
  asking: Asking,
): Readonly<Record<string, string>> => {
  if (asking === 'silent') return { prompt: 'none' }
  if (asking === 'choose') return { prompt: 'select_account' }
  // Google never says when it last asked, and so cannot be held to it: a click is what there is.
  if (kind === 'google') return { prompt: 'select_account consent' }
  return { prompt: 'login', max_age: '0' }
}
