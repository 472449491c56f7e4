import { allowInsecureRequests, customFetch } from 'oauth4webapi'
import { isLoopback } from '../../node-set/is-loopback.ts'
import type { Parts } from '../../parts.ts'

/** How a provider is asked; without TLS only on this machine. */
export const requestOptions = ({ fetch }: Pick<Parts, 'fetch'>, issuer: string) => ({
  [customFetch]: async (url: string, init: object): Promise<Response> => fetch(url, init),
  // oxlint-disable-next-line typescript/no-deprecated -- meant for tests, and a devnet is one
  [allowInsecureRequests]: isLoopback(issuer),
})
