import type { Hex } from '../../payloads/encoding/hex.ts'
import type { Network } from '../network/network.ts'
import type { Session } from './session.ts'
import { prepareSignIn, type SignInOptions } from './sign-in.ts'

/** Of viem's accounts, what signing in takes. */
export type SignInAccount = {
  readonly address: Hex
  signMessage(parameters: { readonly message: string }): Promise<Hex>
}

/** For programs that hold an ordinary key. */
export const signInWithAccount = async (
  network: Network,
  account: SignInAccount,
  options: SignInOptions = {},
): Promise<Session> => {
  const signIn = await prepareSignIn(network, options)
  return signIn.withWallet({
    address: account.address,
    sign: async (message) => account.signMessage({ message }),
  })
}
