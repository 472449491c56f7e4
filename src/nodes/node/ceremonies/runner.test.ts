import { afterEach, expect, test, vi } from 'vitest'
import { ceremonyNet, type CeremonyNet } from '../../../../test/support/ceremony-nodes.ts'
import { eventually } from '../../../../test/support/eventually.ts'
import { generation } from '../../../../test/support/key-ceremonies.ts'
import { systemRandom } from '../../../../test/support/randomness.ts'
import { envelope } from '../../../threshold/ceremony/message.ts'
import { secp256k1 } from '../../../threshold/groups/secp256k1.ts'
import type { KeyCeremony } from '../../../threshold/keygen/key-ceremony.ts'
import type { KeyResult } from '../../../threshold/keygen/keygen.ts'
import { publicKey } from '../../../threshold/sharing/key-share.ts'

afterEach(() => vi.useRealTimers())

const parties = [1, 2, 3]

const ceremonies = (): KeyCeremony[] =>
  generation(secp256k1, { parties, threshold: 2, epoch: 0 }, { id: systemRandom(32) })

const runAt = async (net: CeremonyNet, ceremony: KeyCeremony): Promise<KeyResult> =>
  net.node(ceremony.self).runner.run(ceremony, { kind: 'key' })

const all = async (net: CeremonyNet): Promise<readonly PromiseSettledResult<KeyResult>[]> =>
  Promise.allSettled(ceremonies().map(async (ceremony) => runAt(net, ceremony)))

/** The one name of what everybody came to; fails if somebody did not. */
const expectAgreed = (ends: readonly PromiseSettledResult<KeyResult>[]): string => {
  const keys = ends.map((end) => {
    if (end.status === 'rejected') throw end.reason
    return Buffer.from(publicKey(end.value.sharing).toBytes()).toString('hex')
  })
  expect(new Set(keys).size).toBe(1)
  return keys[0] ?? ''
}

test('a ceremony comes to its result at all parties, and is remembered nowhere', async () => {
  const net = ceremonyNet(parties, { pairs: false })
  expectAgreed(await all(net))
  for (const party of parties) {
    expect(net.node(party).runner.running('key')).toBe(0)
    expect(net.node(party).ends.at(-1)).toMatchObject({ kind: 'key', parties, outcome: 'done' })
  }
})

test('whoever begins later finds what the others have said', async () => {
  const net = ceremonyNet(parties, { pairs: false })
  const [first, second, third] = ceremonies()
  if (first === undefined || second === undefined || third === undefined) throw new Error('three')
  const early = [runAt(net, first), runAt(net, second)]
  await new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
  expectAgreed(await Promise.allSettled([...early, runAt(net, third)]))
})

test('one that is asked for again while it runs is refused, and goes on', async () => {
  const net = ceremonyNet(parties, { pairs: false })
  const id = systemRandom(32)
  const plan = { parties, threshold: 2, epoch: 0 }
  const [first, ...others] = generation(secp256k1, plan, { id })
  const [twin] = generation(secp256k1, plan, { id })
  if (first === undefined || twin === undefined) throw new Error('three')
  const running = runAt(net, first)
  await expect(runAt(net, twin)).rejects.toMatchObject({ code: 'bad-request' })
  const ends = await Promise.allSettled([
    running,
    ...others.map(async (ceremony) => runAt(net, ceremony)),
  ])
  expectAgreed(ends)
})

test('doubled messages change nothing', async () => {
  const net = ceremonyNet(parties, { pairs: false })
  net.onMessage = (message) => [message, message]
  expectAgreed(await all(net))
})

test('messages of nobody’s ceremony, and bytes that are none, change nothing', async () => {
  const net = ceremonyNet(parties, { pairs: false })
  const [ceremony] = ceremonies()
  if (ceremony === undefined) throw new Error('there is one')
  const { runner } = net.node(1)
  const stray = { session: systemRandom(32), from: 2, to: 1, step: 1, body: new Uint8Array(10) }
  runner.deliver(2, envelope.encode(stray))
  expect(() => runner.deliver(2, Uint8Array.of(1, 2, 3))).toThrow(
    expect.objectContaining({ code: 'bad-request' }) as Error,
  )
  expectAgreed(await all(net))
})

test('a checkpoint is made durable before anything that follows from it leaves', async () => {
  const net = ceremonyNet(parties, { pairs: false })
  const order: string[] = []
  net.onMessage = (message) => {
    const { step } = envelope.decode(message.bytes)
    if (message.from === 1) order.push(`sent ${step}`)
    return [message]
  }
  await Promise.all(
    ceremonies().map(async (ceremony) =>
      net.node(ceremony.self).runner.run(ceremony, {
        kind: 'key',
        checkpoint: () => {
          if (ceremony.self === 1) order.push('kept')
        },
      }),
    ),
  )
  expect(order).toEqual(['sent 1', 'sent 1', 'sent 2', 'sent 2', 'kept', 'sent 3', 'sent 3'])
})

test('what cannot be made durable ends the ceremony, and is not said', async () => {
  const net = ceremonyNet(parties, { pairs: false })
  const said: number[] = []
  net.onMessage = (message) => {
    if (message.from === 1) said.push(envelope.decode(message.bytes).step)
    return [message]
  }
  const ends = await Promise.allSettled(
    ceremonies().map(async (ceremony) =>
      net.node(ceremony.self).runner.run(ceremony, {
        kind: 'key',
        checkpoint: () => {
          if (ceremony.self === 1) throw new Error('the disk is full')
        },
      }),
    ),
  )
  expect(ends[0]).toMatchObject({ status: 'rejected', reason: { message: 'the disk is full' } })
  expect(ends[1]).toMatchObject({ status: 'rejected', reason: { code: 'peer-aborted' } })
  expect(said).not.toContain(3)
})

test('a liar is named by those it lied to, and by nobody else', async () => {
  const net = ceremonyNet(parties, { pairs: false })
  net.onMessage = (message) => {
    if (message.from !== 3) return [message]
    const said = envelope.decode(message.bytes)
    return said.step === 2
      ? [{ ...message, bytes: envelope.encode({ ...said, body: said.body.slice(1) }) }]
      : [message]
  }
  await all(net)
  expect(net.node(1).ends.at(-1)).toMatchObject({ outcome: 'malformed-message', culprits: [3] })
  expect(net.node(3).ends.at(-1)?.culprits).toEqual([])
})

test('a party that cannot be reached ends it at once, for all that began', async () => {
  const net = ceremonyNet(parties, { pairs: false })
  const [first, second] = ceremonies()
  if (first === undefined || second === undefined) throw new Error('three')
  net.away.add(3)
  const ends = await Promise.allSettled([runAt(net, first), runAt(net, second)])
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

const settled = async (): Promise<void> => {
  for (let i = 0; i < 200; i++) await new Promise((resolve) => setImmediate(resolve))
}

test('silence ends it when its round has lasted too long, and names the silent', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const net = ceremonyNet(parties, { pairs: false })
  net.onMessage = (message) => (message.from === 2 ? [] : [message])
  const ended = all(net)
  await settled()
  vi.advanceTimersByTime(9_999)
  await settled()
  expect(net.node(1).runner.running('key')).toBe(1)
  vi.advanceTimersByTime(2)
  await settled()
  const [first, second] = await ended
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'silent', culprits: [2] } })
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'peer-aborted' } })
})

test('what arrived while a node stood still is heard, and its next round has its own time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const net = ceremonyNet(parties, { pairs: false })
  let held: Uint8Array | undefined
  net.onMessage = (message) => {
    if (held !== undefined || message.from !== 2 || message.to !== 1) return [message]
    held = message.bytes
    return []
  }
  const ended = all(net)
  await settled()
  vi.advanceTimersByTime(10_000)
  net.node(1).runner.deliver(2, held ?? new Uint8Array())
  expectAgreed(await ended)
})

test('a runner that closes ends what is under way, and begins nothing', async () => {
  const net = ceremonyNet(parties, { pairs: false })
  const [first, second] = ceremonies()
  if (first === undefined || second === undefined) throw new Error('three')
  const running = runAt(net, first)
  await eventually('it runs', () => net.node(1).runner.running('key') === 1)
  net.node(1).runner.close()
  await expect(running).rejects.toMatchObject({ code: 'stopping' })
  await expect(net.node(1).runner.run(second, { kind: 'key' })).rejects.toMatchObject({
    code: 'stopping',
  })
})

test('an abandoned ceremony is over at once for those who began it', async () => {
  const net = ceremonyNet(parties, { pairs: false })
  const [first, second] = ceremonies()
  if (first === undefined || second === undefined) throw new Error('three')
  const waiting = runAt(net, second)
  await eventually('it runs', () => net.node(2).runner.running('key') === 1)
  net.node(1).runner.abandon(first, 'not everybody takes part')
  await expect(waiting).rejects.toMatchObject({ code: 'peer-aborted' })
})
