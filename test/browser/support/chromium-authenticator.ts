import type { Page } from 'playwright-core'
import type { Authenticator, Passkey } from './tab.ts'

export async function addAuthenticator(
  page: Page,
  passkeys: readonly Passkey[],
): Promise<Authenticator> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  for (const credential of passkeys) {
    await devtools.send('WebAuthn.addCredential', { authenticatorId, credential })
  }
  // The page closes itself when it has its answer, so what is made is caught as it is made; and as
  // it is used, since nodes refuse a passkey whose count of uses does not rise.
  const kept = new Map(passkeys.map((passkey) => [passkey.credentialId, passkey]))
  const keep = ({ credential }: { readonly credential: Passkey }): void => {
    kept.set(credential.credentialId, credential)
  }
  devtools.on('WebAuthn.credentialAdded', keep)
  devtools.on('WebAuthn.credentialAsserted', keep)
  return { passkeys: async () => Promise.resolve([...kept.values()]) }
}
