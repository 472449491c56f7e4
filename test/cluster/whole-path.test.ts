import { createWalletClient, http, parseEther, recoverMessageAddress, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { describe, expect, test } from 'vitest'
import { createSigner } from '../../src/quorum/accounts/signer.ts'
import { toViemAccount } from '../../src/quorum/accounts/to-viem-account.ts'
import type { Key } from '../../src/quorum/keys/key.ts'
import { listKeys } from '../../src/quorum/keys/list-keys.ts'
import { mintKey } from '../../src/quorum/keys/mint-key.ts'
import { connect } from '../../src/quorum/network/connect.ts'
import type { Session } from '../../src/quorum/sessions/session.ts'
import { prepareSignIn, type SignIn } from '../../src/quorum/sessions/sign-in.ts'
import { openPresignature } from '../../src/quorum/signing/open-presignature.ts'
import { sign } from '../../src/quorum/signing/sign.ts'
import { authenticator } from '../support/authenticator.ts'
import { passkey, type Cluster } from './support/cluster.ts'
import { useCluster } from './support/use-cluster.ts'

// From signing in to a mined transaction, with nothing but what a program has: the deployment's
// file, and something to prove who one is.

const recipient = privateKeyToAccount(generatePrivateKey()).address

/** All that a person does, once they can prove who they are. */
async function walk(
  cluster: Cluster,
  prove: (signIn: SignIn) => Promise<Session>,
): Promise<{ readonly session: Session; readonly key: Key }> {
  const network = await connect({ deployment: cluster.deployment })
  const session = await prove(await prepareSignIn(network))
  const before = await listKeys(session)
  const key = await mintKey(session)
  const after = await listKeys(session)
  expect(after.map(({ publicKey }) => publicKey).toSorted()).toEqual(
    [...before, key].map(({ publicKey }) => publicKey).toSorted(),
  )
  expect(key).toMatchObject({ control: 'own' })

  const { chain } = cluster
  await chain.fund(key.ethAddress, parseEther('2'))
  const account = toViemAccount(createSigner(session, key))
  const wallet = createWalletClient({ account, chain: foundry, transport: http(chain.url) })
  const had = await chain.client.getBalance({ address: recipient })
  const hash = await wallet.sendTransaction({ to: recipient, value: parseEther('1') })
  const receipt = await chain.client.waitForTransactionReceipt({ hash })
  expect(receipt).toMatchObject({ status: 'success', from: key.ethAddress.toLowerCase() })
  expect(await chain.client.getBalance({ address: recipient })).toBe(had + parseEther('1'))
  return { session, key }
}

/** With a presignature made before it is known what is signed. */
async function expectSignsAhead(session: Session, key: Key): Promise<void> {
  const presignature = await openPresignature(session, key)
  const bytes: Hex = '0x68656c6c6f'
  const { r, s, yParity, signers } = await sign(
    session,
    key,
    { kind: 'personal-message', bytes },
    // Whoever stands still for a moment is waited for: another set would sign with another one.
    { presignature, attempts: 1 },
  )
  expect(signers).toEqual(presignature.signers)
  const signature = { r, s, yParity }
  expect(await recoverMessageAddress({ message: 'hello', signature })).toBe(key.ethAddress)
}

describe('three nodes', () => {
  const cluster = useCluster({ nodes: 3, relay: true, identityProvider: true, pool: 4 })

  test('somebody with another wallet', async () => {
    const account = privateKeyToAccount(generatePrivateKey())
    const { session, key } = await walk(cluster(), async (signIn) =>
      signIn.withWallet({
        address: account.address,
        sign: async (message) => account.signMessage({ message }),
      }),
    )
    await expectSignsAhead(session, key)
  })

  test('somebody with a login', async () => {
    const { identityProvider } = cluster()
    const prove = async (signIn: SignIn): Promise<Session> => {
      if (identityProvider === undefined) throw new Error('the cluster has a provider')
      return signIn.withOpenId(await identityProvider.idToken('alice', signIn.nonce))
    }
    const { session, key } = await walk(cluster(), prove)
    await expectSignsAhead(session, key)
    const network = await connect({ deployment: cluster().deployment })
    const again = await prove(await prepareSignIn(network))
    expect((await listKeys(again)).map(({ publicKey }) => publicKey)).toEqual([key.publicKey])
  })

  test('somebody with a passkey', async () => {
    const device = authenticator()
    const [origin = ''] = passkey.origins
    const { session, key } = await walk(cluster(), async (signIn) => {
      const { kind: _, ...response } = device.assert({
        challenge: signIn.nonce,
        rpId: passkey.rpId,
        origin,
      })
      return signIn.withPasskey(response)
    })
    await expectSignsAhead(session, key)
  })
})

describe('five nodes', () => {
  const cluster = useCluster({ nodes: 5, relay: true })

  test('somebody with another wallet', async () => {
    expect(cluster().threshold).toBe(4)
    const account = privateKeyToAccount(generatePrivateKey())
    const { session, key } = await walk(cluster(), async (signIn) =>
      signIn.withWallet({
        address: account.address,
        sign: async (message) => account.signMessage({ message }),
      }),
    )
    await expectSignsAhead(session, key)
  })
})
