import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../../../test/support/eventually.ts'
import { identityStage, type IdentityStage } from '../../../test/support/identity-stage.ts'
import { dead, frozen, on } from '../../../test/support/quorum-stage.ts'
import { send } from '../../../test/support/registry.ts'
import { ended, walletDevice, type WalletDevice } from '../../../test/support/wallet-device.ts'
import { relayMintBody } from '../../protocol/relay.ts'
import { registryMint } from '../../quorum/keys/compose-mint.ts'
import { sign } from '../../quorum/signing/sign.ts'
import { mintCall } from '../../registry/mint-call.ts'

let stage: IdentityStage

beforeAll(async () => {
  stage = await identityStage()
})
afterAll(async () => stage.close())

const deviceOf = (person: string): WalletDevice => {
  const { deployment } = stage
  return walletDevice({ deployment, person, fetch: async (...given) => stage.fetch(...given) })
}

const way = 'openid:0'

describe('the first sign-in', () => {
  test('makes an account, and every other device finds it', async () => {
    const device = deviceOf('alice')
    const worker = await device.startWorker()
    expect(worker.sessions.state).toBe('none')
    await worker.signIns.start(way, 'account')
    const first = await ended(worker)
    expect(first).toMatchObject({ step: 'done', isNew: true })
    expect(worker.sessions.state).toBe('open')
    expect(worker.sessions.login).toMatchObject({ label: 'alice@devnet.example', way })
    expect(worker.accounts.all()).toMatchObject([
      { address: first.address, name: 'Account 1', control: 'own', mayUse: 'anything' },
    ])
    expect(worker.settings.backupDone).toBe(false)
    const session = await worker.sessions.current()
    const publicKey = worker.accounts.all()[0]?.publicKey as `0x${string}`
    const hello = { kind: 'personal-message', bytes: '0x68656c6c6f' } as const
    expect((await sign(session, { publicKey }, hello)).r).toMatch(/^0x/)

    const other = await deviceOf('alice').startWorker()
    await other.signIns.start(way, 'account')
    expect(await ended(other)).toMatchObject({ address: first.address, isNew: false })

    await other.signIns.start(way, 'another')
    const second = await ended(other)
    expect(second).toMatchObject({ step: 'done', isNew: true })
    expect(second.address).not.toBe(first.address)
    expect(other.accounts.all().map(({ name }) => name)).toEqual(['Account 1', 'Account 2'])
    expect(other.accounts.selected).toBe(second.address)
  })
})

const signedIn = async (device: WalletDevice) => {
  const worker = await device.startWorker()
  await worker.signIns.start(way, 'account')
  expect(await ended(worker)).toMatchObject({ step: 'done' })
  await worker.signIns.dismiss()
  return worker
}

const codeOf = async (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'taken',
    (error: { code?: unknown }) => error.code ?? error,
  )

describe('locking', () => {
  test('takes the key away, and only the same person opens it again', async () => {
    const device = deviceOf('bob')
    const { sessions, signIns, accounts } = await signedIn(device)
    const told: string[] = []
    sessions.onLock(() => told.push('lock'))
    sessions.onOpen(() => told.push('open'))
    await sessions.lock()
    expect(sessions.state).toBe('locked')
    expect(device.keys.size).toBe(0)
    expect(await codeOf(sessions.current())).toBe('locked')

    device.at.person = 'alice'
    await signIns.start(way, 'unlock')
    const worker = { sessions, signIns } as Awaited<ReturnType<typeof signedIn>>
    expect(await ended(worker)).toMatchObject({
      step: 'failed',
      problem: { code: 'other-identity' },
    })
    expect(sessions.state).toBe('locked')
    const before = accounts.all()

    device.at.person = 'bob'
    await signIns.retry()
    expect(await ended(worker)).toMatchObject({ step: 'done' })
    expect(sessions.state).toBe('open')
    expect(accounts.all()).toEqual(before)
    expect(told).toEqual(['lock', 'open'])
    // The person is asked again, whoever the provider remembers.
    expect(device.asked.at(-1)?.searchParams.get('prompt')).toBe('login')
  })

  test('happens when the browser is closed, and not when the worker is stopped', async () => {
    const device = deviceOf('bob')
    await signedIn(device)
    const restarted = await device.startWorker()
    expect(restarted.sessions.state).toBe('open')
    expect((await restarted.sessions.current()).certificate.abilities).toEqual(['sign'])
    device.closeBrowser()
    const opened = await device.startWorker()
    expect(opened.sessions.state).toBe('locked')
    expect(device.keys.size).toBe(0)
  })

  test('ends the session at the nodes', async () => {
    const { sessions } = await signedIn(deviceOf('bob'))
    const session = await sessions.current()
    const other = await signedIn(deviceOf('bob'))
    await sessions.lock()
    await eventually('the other device sees it ended', async () =>
      (await other.sessions.list()).some(({ id, ended: over }) => id === session.id && over),
    )
    await other.sessions.endAll()
    expect(other.sessions.state).toBe('locked')
  })
})

describe('a session that is nearly over', () => {
  test('is renewed without a page while the provider remembers', async () => {
    const device = deviceOf('carol')
    const { sessions } = await signedIn(device)
    const before = await sessions.current()
    const asked = device.asked.length
    device.later(before.certificate.expiresAt * 1000 - Date.now() - 60_000)
    // What is there does until there is another.
    expect((await sessions.current()).id).toBe(before.id)
    await eventually('there is another', async () => (await sessions.current()).id !== before.id)
    expect(device.asked.length).toBe(asked + 1)
    expect(device.asked.at(-1)?.searchParams.get('prompt')).toBe('none')
  })

  test('waits for the person where nothing else can renew it', async () => {
    const device = deviceOf('carol')
    const { sessions } = await signedIn(device)
    device.at.cookies = 'forgotten'
    const { expiresAt } = (await sessions.current()).certificate
    device.later(expiresAt * 1000 - Date.now() + 60_000)
    expect(await codeOf(sessions.current())).toBe('signed-out')
    expect(sessions.state).toBe('open')
  })
})

describe('a step that fails', () => {
  test('is tried again alone: what the person proved stays proven', async () => {
    const device = deviceOf('dave-who-is-nobody')
    const worker = await device.startWorker()
    await worker.signIns.start(way, 'account')
    expect(await ended(worker)).toMatchObject({ step: 'failed', problem: { code: 'cancelled' } })
    device.at.person = 'carol'
    for (const party of [1, 2, 3]) stage.nodes.between(party, on(/sessions/, dead))
    await worker.signIns.retry()
    expect(await ended(worker)).toMatchObject({ step: 'failed', problem: { code: 'no-network' } })
    expect(worker.nodeSets.view()).toMatchObject({ state: 'broken' })
    stage.nodes.heal()
    const pages = device.asked.length
    await worker.signIns.retry()
    expect(await ended(worker)).toMatchObject({ step: 'done' })
    expect(device.asked.length).toBe(pages)
    expect(worker.nodeSets.view()).toMatchObject({ state: 'fine' })
  })

  test('goes on after a stop while the nodes looked at the proof', async () => {
    const device = deviceOf('carol')
    const worker = await device.startWorker()
    for (const party of [1, 2, 3]) stage.nodes.between(party, on(/sessions/, frozen))
    await worker.signIns.start(way, 'account')
    await eventually('nodes are asked', () => worker.signIns.view()?.step === 'certifying')
    const pages = device.asked.length
    stage.nodes.heal()
    const restarted = await device.startWorker()
    expect(await ended(restarted)).toMatchObject({ step: 'done' })
    expect(device.asked.length).toBe(pages)
  })

  test('mints once, when the worker is stopped before it hears of the mint', async () => {
    const device = deviceOf('alice')
    const first = await signedIn(device)
    const known = first.accounts.all().length
    const before = stage.mints.length
    stage.failMints = async () => new Promise(() => {})
    await first.signIns.start(way, 'another')
    await eventually('the relay has the mint', () => stage.mints.length > before)
    stage.failMints = undefined
    const second = await device.startWorker()
    expect(await ended(second)).toMatchObject({ step: 'done', isNew: true })
    expect(stage.mints.at(-1)).toEqual(stage.mints[before])
    expect(second.accounts.all()).toHaveLength(known + 1)
  })

  const tooLate = (): Response =>
    Response.json(
      { error: { code: 'mint-refused', message: 'too late', details: { reason: 'MintExpired' } } },
      { status: 409 },
    )

  test('waits for a mint that came in time, when the relay takes it no more', async () => {
    const device = deviceOf('bob')
    const first = await signedIn(device)
    const known = first.accounts.all().length
    const { registry } = stage.nodes.nodes
    let mined = false
    stage.failMints = async (body) => {
      const { mint, signatures } = relayMintBody.parse(body)
      await send(registry, mintCall(registry.contracts.PkpNft, registryMint(mint), signatures))
      mined = true
      return new Promise(() => {})
    }
    await first.signIns.start(way, 'another')
    await eventually('the mint is mined', () => mined)
    let refused = 0
    stage.failMints = async () => {
      refused += 1
      return Promise.resolve(tooLate())
    }
    const second = await device.startWorker()
    await eventually('the relay has refused it', () => refused > 0)
    await stage.nodes.nodes.settle()
    expect(await ended(second)).toMatchObject({ step: 'done', isNew: true })
    stage.failMints = undefined
    expect(refused).toBe(1)
    expect(second.accounts.all()).toHaveLength(known + 1)
  })

  test('mints another for one that came too late', async () => {
    const device = deviceOf('bob')
    const first = await signedIn(device)
    const known = first.accounts.all().length
    const before = stage.mints.length
    stage.failMints = async () => new Promise(() => {})
    await first.signIns.start(way, 'another')
    await eventually('the relay has the mint', () => stage.mints.length > before)
    stage.failMints = async () => {
      stage.failMints = undefined
      return Promise.resolve(tooLate())
    }
    const second = await device.startWorker()
    expect(await ended(second)).toMatchObject({ step: 'done', isNew: true })
    expect(stage.mints.at(-1)).not.toEqual(stage.mints[before])
    expect(second.accounts.all()).toHaveLength(known + 1)
  })

  test('ends with the wallet being locked, where it takes somebody who is signed in', async () => {
    const { signIns, sessions, accounts } = await signedIn(deviceOf('alice'))
    const known = accounts.all().length
    const before = stage.mints.length
    let answer: (response: Response) => void = () => {}
    stage.failMints = async () =>
      new Promise((resolve) => {
        answer = resolve
      })
    await signIns.start(way, 'another')
    await eventually('the relay has the mint', () => stage.mints.length > before)
    stage.failMints = undefined
    await sessions.lock()
    await eventually('it is given up', () => signIns.view() === undefined)
    answer(Response.json({}, { status: 500 }))
    expect(sessions.state).toBe('locked')
    expect(accounts.all()).toHaveLength(known)
  })

  test('gives way to another sign-in', async () => {
    const device = deviceOf('alice')
    device.at.person = undefined
    const worker = await device.startWorker()
    await worker.signIns.start(way, 'account')
    await ended(worker)
    await worker.signIns.cancel()
    expect(worker.signIns.view()).toBeUndefined()
    expect(device.keys.size).toBe(0)
  })
})
