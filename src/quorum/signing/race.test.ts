import { expect, test } from 'vitest'
import { NodeFailure, type NodeFailureKind } from '../http/node-failure.ts'
import { Health } from '../network/health.ts'
import type { NodeStatus } from '../network/network.ts'
import { sleep } from '../parts.ts'
import { AttemptFailed } from './attempt-failed.ts'
import { planName } from './choose-signers.ts'
import { race } from './race.ts'
import type { Undertaking } from './undertaking.ts'

const parties = [1, 2, 3, 4]
const statuses: readonly NodeStatus[] = parties.map((party) => ({
  ...({} as NodeStatus),
  party,
  epoch: 1,
  ready: true,
  bootId: `0x0${party}`,
  pairs: parties
    .filter((other) => other !== party)
    .map((other) => ({ party: other, generation: `0x0${Math.min(party, other)}` })),
}))

const never = new Promise<never>(() => {})

const setUp = (
  look: () => Promise<readonly NodeStatus[]> = async () => statuses,
  changes: {
    readonly known?: readonly NodeStatus[]
    readonly absence?: NodeFailureKind
    readonly within?: number
  } = {},
) => {
  const { known: first = statuses, absence = 'silent', within = 20_000 } = changes
  const health = new Health(Date.now)
  let looks = 0
  let known = first
  const network = {
    health,
    parts: { now: Date.now, sleep },
    statuses: async ({ fresh = false } = {}) => {
      if (!fresh) return known
      looks++
      known = await look()
      return known
    },
    absence: (party: number) => new NodeFailure(party, absence, 'away'),
    forget() {},
  }
  const nodes = parties.map((party) => ({ party }))
  const undertaking = {
    session: { network },
    set: { epoch: 1, threshold: 2, nodes },
    publicKey: '0x02',
    light() {},
    deadline: Date.now() + within,
  } as unknown as Undertaking
  const begun: string[] = []
  const runs = async (...outcomes: readonly (() => Promise<string>)[]) =>
    race<string>({
      undertaking,
      what: 'signing',
      attempts: 4,
      first: undefined,
      entrant: (plan) => ({
        signers: plan.signers,
        patience: 10,
        run: async () => {
          begun.push(planName(plan))
          return outcomes[begun.length - 1]?.() ?? never
        },
      }),
    })
  return { runs, begun, looks: () => looks }
}

const after = (milliseconds: number, value: string) => async () => {
  await sleep(milliseconds)
  return value
}

test('one that is quick runs alone', async () => {
  const { runs, begun, looks } = setUp()
  expect(await runs(after(0, 'first'))).toBe('first')
  expect(begun).toHaveLength(1)
  expect(looks()).toBe(0)
})

test('one that is slow gets another beside it, and the first of them wins', async () => {
  const { runs, begun } = setUp()
  expect(await runs(async () => never, after(0, 'second'))).toBe('second')
  expect(new Set(begun).size).toBe(2)
})

test('one that is slow wins all the same while nobody says who else could', async () => {
  const { runs, begun } = setUp(async () => never)
  expect(await runs(after(100, 'first'))).toBe('first')
  expect(begun).toHaveLength(1)
})

test('one that fails beside a slow one is replaced', async () => {
  const { runs, begun } = setUp()
  const fails = async () => Promise.reject(new AttemptFailed('no', {}))
  expect(await runs(async () => never, fails, after(0, 'third'))).toBe('third')
  expect(new Set(begun).size).toBe(3)
})

test('nobody is asked for ever how it is when there is nobody else', async () => {
  const two = statuses.slice(0, 2)
  const { runs, looks } = setUp(async () => two)
  expect(await runs(after(200, 'first'))).toBe('first')
  expect(looks()).toBe(1)
})

test('what goes wrong in looking is said when the time is over', async () => {
  const look = async () => Promise.reject(new Error('the registry is gone'))
  const { runs } = setUp(look, { within: 1000 })
  await expect(runs(async () => never)).rejects.toThrow('the registry is gone')
})

test('and keeps nobody who runs from winning', async () => {
  const { runs } = setUp(async () => Promise.reject(new Error('the registry is gone')))
  expect(await runs(after(300, 'first'))).toBe('first')
})

test('whoever comes back while a set hangs is asked', async () => {
  let left = 4
  const two = statuses.slice(0, 2)
  const { runs } = setUp(async () => (left-- > 0 ? two : statuses), { known: two })
  expect(await runs(async () => never, after(0, 'second'))).toBe('second')
})

test('nodes that are late are waited for, and those who are gone are not', async () => {
  const none = { known: statuses.slice(0, 1) }
  let left = 8
  const late = setUp(async () => (left-- > 0 ? none.known : statuses), none)
  expect(await late.runs(after(0, 'first'))).toBe('first')
  const gone = setUp(async () => none.known, { ...none, absence: 'unreachable' })
  await expect(gone.runs(after(0, 'first'))).rejects.toMatchObject({ code: 'below-threshold' })
  expect(gone.looks()).toBeLessThan(5)
})

test('whoever is waited for in vain is told when the time is over', async () => {
  const none = { known: statuses.slice(0, 1), within: 1000 }
  const { runs } = setUp(async () => none.known, none)
  await expect(runs(after(0, 'first'))).rejects.toMatchObject({ code: 'below-threshold' })
})

test('an attempt that finds somebody to leave out costs nothing', async () => {
  const { runs, begun } = setUp()
  const fails = (suspect: number) => async () =>
    Promise.reject(new AttemptFailed('no', { suspects: [suspect] }))
  const attempts = [fails(1), fails(2), fails(3), fails(4), fails(1), after(0, 'sixth')]
  expect(await runs(...attempts)).toBe('sixth')
  expect(begun).toHaveLength(6)
})

test('and one that finds nobody new does', async () => {
  const { runs, begun } = setUp()
  const fails = async () => Promise.reject(new AttemptFailed('no', { suspects: [1] }))
  await expect(runs(fails, fails, fails, fails, fails, fails)).rejects.toMatchObject({
    code: 'budget-spent',
  })
  expect(begun).toHaveLength(5)
})
