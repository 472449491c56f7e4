import { hashMessage, recoverAddress } from 'viem'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { toHex } from '../../src/payloads/encoding/hex.ts'
import { QuorumError } from '../../src/quorum/errors.ts'
import { openPresignature } from '../../src/quorum/signing/open-presignature.ts'
import { sign } from '../../src/quorum/signing/sign.ts'
import type { ClusterNode } from './support/cluster-node.ts'
import type { Faults, OpeningLie, ShareLie } from './support/faults.ts'
import { anotherDevice, newPerson, type Person } from './support/person.ts'
import { useCluster } from './support/use-cluster.ts'
import { waitUntil } from './support/wait-until.ts'

// Four of five sign, so one may be away or lie. Its wire and that of another are held up a little
// where a test wants the client to ask the one rather than the other.

const cluster = useCluster({
  nodes: 5,
  proxies: ['wallets', 'peers'],
  node: (party) => (party === 5 ? { faults: {} } : {}),
})
let person: Person
let bad: ClusterNode
let other: ClusterNode

beforeAll(async () => {
  bad = cluster().node(5)
  other = cluster().node(4)
  person = await newPerson(cluster())
})

const wires = ({ place }: ClusterNode) => [place.proxies.wallets, place.proxies.peers]

afterEach(async () => {
  for (const node of [bad, other]) {
    node.resume()
    for (const wire of wires(node)) {
      wire?.restore()
      wire?.delay(0)
    }
    if (!node.running) node.start()
  }
  bad.misbehave({})
  await cluster().ready()
}, 360_000)

type Device = Pick<Person, 'session' | 'observer' | 'liars' | 'events'>

const signedBy = async ({ session }: Device, text: string) => {
  const bytes = toHex(new TextEncoder().encode(text))
  return sign(session, person.key, { kind: 'personal-message', bytes })
}

const expectSigns = async (device: Device, text: string): Promise<readonly number[]> => {
  const { r, s, yParity, signers } = await signedBy(device, text)
  const address = await recoverAddress({ hash: hashMessage(text), signature: { r, s, yParity } })
  expect(address).toBe(person.key.ethAddress)
  device.observer.expectOneEach()
  return signers
}

/** One that had its last signature from the node that will be away, and would ask it again. */
const clientThatAsksIt = async (): Promise<Device> => {
  other.place.proxies.wallets?.delay(30)
  return waitUntil('a client asks it', async () => {
    const device = await anotherDevice(cluster(), person.account)
    return (await expectSigns(device, 'while it is there')).includes(5) && device
  })
}

describe('one of five away', () => {
  const away: Readonly<Record<string, () => Promise<void> | void>> = {
    'is dead': async () => {
      await bad.kill()
    },
    'is frozen': () => bad.pause(),
    'is cut off': () => {
      for (const wire of wires(bad)) wire?.cut()
    },
    'can be reached, and answers nothing': () => {
      for (const wire of wires(bad)) wire?.stall()
    },
    'is slow': () => {
      for (const wire of wires(bad)) wire?.delay(2500)
    },
    'is cut off from its peers alone': () => bad.place.proxies.peers?.cut(),
  }

  test.each(Object.keys(away))('that %s keeps nobody from signing', async (how) => {
    const known = await clientThatAsksIt()
    await away[how]?.()
    const first = await expectSigns(known, `known, ${how}`)
    // What was prepared with it while its peers were there needs none of them, and is used up now.
    const isPrepared = how.includes('peers') && first.includes(5)
    const signers = isPrepared ? await expectSigns(known, `known, again, ${how}`) : first
    expect(signers).toEqual([1, 2, 3, 4])
    const stranger = await anotherDevice(cluster(), person.account)
    expect(await expectSigns(stranger, `new, ${how}`)).toEqual([1, 2, 3, 4])
    expect([...known.liars(), ...stranger.liars()]).toEqual([])
  })
})

test('one that freezes between preparing and signing keeps nobody from signing', async () => {
  other.place.proxies.wallets?.delay(30)
  const { device, presignature } = await waitUntil('it has prepared a signature', async () => {
    const device = await anotherDevice(cluster(), person.account)
    const presignature = await openPresignature(device.session, person.key)
    return presignature.signers.includes(5) && { device, presignature }
  })
  bad.pause()
  const bytes = toHex(new TextEncoder().encode('prepared with a node that is frozen now'))
  const payload = { kind: 'personal-message', bytes } as const
  const { signers } = await sign(device.session, person.key, payload, { presignature })
  expect(signers).toEqual([1, 2, 3, 4])
  expect(device.liars()).toEqual([])
  device.observer.expectOneEach()
})

test('one that is slow every other time keeps nobody from signing, however often', async () => {
  const device = await clientThatAsksIt()
  for (let round = 0; round < 10; round++) {
    bad.place.proxies.wallets?.delay(round % 2 === 0 ? 700 : 0)
    await expectSigns(device, `round ${round}`)
  }
  expect(device.liars()).toEqual([])
})

describe('two of five away', () => {
  const away: Readonly<Record<string, () => Promise<void> | void>> = {
    'are dead': async () => {
      await Promise.all([bad.kill(), other.kill()])
    },
    'are frozen': () => {
      bad.pause()
      other.pause()
    },
    'are cut off': () => {
      for (const wire of [...wires(bad), ...wires(other)]) wire?.cut()
    },
  }

  test.each(Object.keys(away))('that %s: an error that says so, and no share', async (how) => {
    const device = await anotherDevice(cluster(), person.account)
    await away[how]?.()
    const error = await signedBy(device, 'too few').catch((error: unknown) => error)
    expect(error).toBeInstanceOf(QuorumError)
    expect((error as QuorumError).code).toBe('below-threshold')
    expect(device.observer.shares).toBe(0)
    expect(device.liars()).toEqual([])
    for (const node of [bad, other]) {
      node.resume()
      for (const wire of wires(node)) wire?.restore()
      if (!node.running) node.start()
    }
    await cluster().ready()
    await expectSigns(await anotherDevice(cluster(), person.account), 'enough again')
  })
})

/** Has a new client sign until the liar was asked, and returns what that client saw. */
const signPast = async (faults: Faults, misdeed: string): Promise<Device> => {
  other.place.proxies.wallets?.delay(30)
  bad.misbehave(faults)
  return waitUntil(`the liar was asked: ${misdeed}`, async () => {
    const before = count(misdeed)
    const device = await anotherDevice(cluster(), person.account)
    await expectSigns(device, `past ${misdeed}`)
    return count(misdeed) > before && device
  })
}

const count = (misdeed: string): number => bad.misdeeds().filter((one) => one === misdeed).length

describe('a share of a signature', () => {
  const named: readonly ShareLie[] = [
    'wrong-u',
    'wrong-w',
    'zero',
    'earlier-numbers',
    'other-binding',
    'unsigned',
  ]
  test.each(named)('that is %s: signed without it, and its node alone is named', async (share) => {
    const device = await signPast({ share }, share)
    expect(device.liars()).toEqual([5])
    for (const event of device.events) {
      if (event.kind === 'liar') expect(event.evidence.length).toBeGreaterThan(0)
    }
  })

  const unreadable: readonly ShareLie[] = ['garbage', 'oversize', 'other-party']
  test.each(unreadable)('that is %s: signed without it, and nobody else named', async (share) => {
    const device = await signPast({ share }, share)
    expect(device.liars().filter((node) => node !== 5)).toEqual([])
  })

  const openings: readonly OpeningLie[] = ['refuses', 'false', 'garbage']
  test.each(openings)('that is wrong, by a node that opens so: %s', async (opening) => {
    const device = await signPast({ share: 'wrong-u', opening }, `opening-${opening}`)
    expect(device.liars()).toEqual([5])
  })
})

describe('a share of the network’s signature', () => {
  test.each(['wrong-message', 'other-party', 'garbage'] as const)(
    'that is %s: signed in without it, and its node alone is named',
    async (network) => {
      other.place.proxies.wallets?.delay(30)
      bad.misbehave({ network })
      const device = await waitUntil('the liar’s share was among those joined', async () => {
        const device = await anotherDevice(cluster(), person.account)
        return device.liars().length > 0 && device
      })
      expect(device.liars()).toEqual([5])
      expect(count(`network-${network}`)).toBeGreaterThan(0)
      bad.misbehave({})
      await expectSigns(device, 'with that session')
    },
  )
})

describe('messages between nodes', () => {
  test.each([
    { step: 1, how: 'flip' },
    { step: 1, how: 'garbage' },
    { step: 1, how: 'other-session' },
    { step: 2, how: 'flip' },
    { step: 2, how: 'garbage' },
    { step: 2, how: 'other-session' },
  ] as const)('of round $step, bent by one ($how): the others sign', async (message) => {
    const device = await signPast({ message }, `message-${message.how}`)
    expect(device.liars().filter((node) => node !== 5)).toEqual([])
  })
})
