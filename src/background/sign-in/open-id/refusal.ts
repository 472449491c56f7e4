import type { IdentityProvider } from '../../../protocol/deployment.ts'
import { WalletProblem } from '../../problem.ts'

/** What a provider says instead of a token, as far as a person can do something about it. */
export const refusalOf = ({ name }: IdentityProvider, error: unknown): WalletProblem => {
  const code =
    typeof error === 'object' && error !== null && 'error' in error ? String(error.error) : ''
  switch (code) {
    case 'access_denied':
      return new WalletProblem('cancelled', `you said no on the page of ${name}`)
    case 'login_required':
    case 'interaction_required':
    case 'consent_required':
    case 'account_selection_required':
      return new WalletProblem('signed-out', `${name} wants to ask who is there: sign in`)
    case 'temporarily_unavailable':
    case 'server_error':
      return new WalletProblem('provider-unavailable', `${name} has a problem: try again later`)
    default: {
      const said = code === '' && error instanceof Error ? error.message : code
      return new WalletProblem('refused', `${name} signed nobody in (${said})`, { cause: error })
    }
  }
}
