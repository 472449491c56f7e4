import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { beforeAll, expect, test } from 'vitest'
import { toHex } from '../../src/payloads/encoding/hex.ts'
import { sessionId, type SignedCertificate } from '../../src/protocol/certificate.ts'
import { listKeys } from '../../src/quorum/keys/list-keys.ts'
import { connect } from '../../src/quorum/network/connect.ts'
import { endSession } from '../../src/quorum/sessions/end-session.ts'
import { listSessions } from '../../src/quorum/sessions/list-sessions.ts'
import type { Session } from '../../src/quorum/sessions/session.ts'
import { signInWithAccount } from '../../src/quorum/sessions/sign-in-with-account.ts'
import { headerRecord } from '../../src/threshold/ecdsa/header.ts'
import { newPerson, type RawPerson } from './support/raw-person.ts'
import { expectSigns, headerFor } from './support/raw-signing.ts'
import { RawWallet } from './support/raw-wallet.ts'
import { useCluster } from './support/use-cluster.ts'

const cluster = useCluster({ nodes: 3 })
let person: RawPerson

beforeAll(async () => {
  person = await newPerson(cluster())
})

/** Another device of the same person: a session key of its own. */
const anotherDevice = async (): Promise<Session> => {
  const network = await connect({ deployment: cluster().deployment })
  return signInWithAccount(network, person.account)
}

/** What every node says to a request of a session. */
const saidTo = async (wallet: RawWallet) => {
  const header = toHex(headerRecord.encode(await headerFor(wallet, person.key, [1, 2])))
  const presigning = await wallet.askAll({ path: '/v1/presignatures', body: { header } })
  const listing = await wallet.askAll({ path: '/v1/sessions' })
  return [...presigning, ...listing].map(({ answer }) => answer.code)
}

const refusedEverywhere = Array.from({ length: 6 }, () => 'session-revoked')

test('a second device finds the same keys, and no stranger does', async () => {
  const device = await anotherDevice()
  const [key] = await listKeys(device)
  expect(key).toMatchObject({ publicKey: person.key, control: 'own' })
  const network = await connect({ deployment: cluster().deployment })
  const stranger = await signInWithAccount(network, privateKeyToAccount(generatePrivateKey()))
  expect(await listKeys(stranger)).toEqual([])
})

test('sessions of all devices are listed for their person alone', async () => {
  const device = await anotherDevice()
  const listed = await listSessions(device)
  const first = person.wallet.certificate?.certificate
  if (first === undefined) throw new Error('the first device is signed in')
  expect(listed.map(({ id }) => id)).toContain(sessionId(first))
  expect(listed.filter(({ current }) => current).map(({ id }) => id)).toEqual([device.id])
  const stranger = new RawWallet(cluster().deployment)
  await stranger.signIn(privateKeyToAccount(generatePrivateKey()))
  const answers = await stranger.askAll({ path: '/v1/sessions' })
  for (const { answer } of answers) expect(answer.json).toMatchObject({ sessions: [{}] })
})

const signIn = async (): Promise<{ wallet: RawWallet; signed: SignedCertificate }> => {
  const wallet = new RawWallet(cluster().deployment)
  return { wallet, signed: await wallet.signIn(person.account) }
}

test('a session that another device ends is refused everywhere, after restarts of all too', async () => {
  const { wallet, signed } = await signIn()
  await expectSigns(wallet, person.key, [1, 2])
  const device = await anotherDevice()
  const end = await endSession(device, sessionId(signed.certificate))
  expect(end.ended).toEqual([1, 2, 3])
  expect(await saidTo(wallet)).toEqual(refusedEverywhere)
  await expectSigns(person.wallet, person.key, [1, 2])

  await Promise.all(cluster().nodes.map(async (node) => node.restart('SIGKILL')))
  await cluster().ready()
  expect(await saidTo(wallet)).toEqual(refusedEverywhere)
  await expectSigns(person.wallet, person.key, [2, 3])
  const listed = await listSessions(await anotherDevice())
  const one = listed.find(({ id }) => id === sessionId(signed.certificate))
  expect(one).toMatchObject({ ended: true })
})

test('nobody but its person ends a session', async () => {
  const { wallet, signed } = await signIn()
  const stranger = new RawWallet(cluster().deployment)
  await stranger.signIn(privateKeyToAccount(generatePrivateKey()))
  const path = `/v1/sessions/${sessionId(signed.certificate)}`
  await stranger.askAll({ method: 'DELETE', path })
  await expectSigns(wallet, person.key, [1, 3])
  const answers = await wallet.askAll({ method: 'DELETE', path })
  expect(answers.map(({ answer }) => answer.status)).toEqual([200, 200, 200])
  expect(await saidTo(wallet)).toEqual(refusedEverywhere)
})

test('a session is certified by no fewer nodes than the threshold, and by them for all', async () => {
  cluster().node(3).pause()
  const network = await connect({ deployment: cluster().deployment })
  const session = await signInWithAccount(network, person.account)
  cluster().node(3).resume()
  // The node that slept never heard of it, and takes it all the same.
  const listed = await listSessions(session)
  expect(listed.map(({ id }) => id)).toContain(session.id)
})
