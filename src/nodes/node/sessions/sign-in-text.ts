import { textToBytes } from '../../../payloads/encoding/text.ts'

const startOf = (domain: string): Uint8Array =>
  textToBytes(`${domain} wants you to sign in with your Ethereum account:\n`)

/**
 * Whether a message could be `walletMessage` of this deployment. Signed by a PKP, it opens a
 * session of the PKP's own address, for whatever its statement says: who may sign it can do more
 * than sign messages.
 */
export const isSignInText = (message: Uint8Array, domain: string): boolean => {
  const start = startOf(domain)
  return message.length >= start.length && start.every((byte, index) => byte === message[index])
}
