import { describe, expect, test } from 'vitest'
import { numbered } from '../../../test/support/key-ceremonies.ts'
import { holdersProblem, type Holders } from './holders.ts'

const sound: Holders = { parties: [1, 2, 3], threshold: 2, epoch: 0 }

describe('holders of a key', () => {
  test.each<[string, Partial<Holders>]>([
    ['two', { parties: [1, 2] }],
    ['twenty', { parties: numbered(20), threshold: 20 }],
    ['in any order', { parties: [9, 4, 65_535] }],
    ['of a later epoch', { epoch: 4_294_967_295 }],
  ])('may be %s', (_, change) => {
    expect(holdersProblem({ ...sound, ...change })).toBeUndefined()
  })

  test.each<[string, Partial<Holders>, string]>([
    ['one alone', { parties: [1] }, '2 to 20 holders'],
    ['more than twenty', { parties: numbered(21) }, '2 to 20 holders'],
    ['named twice', { parties: [1, 2, 2] }, 'named twice'],
    ['where the secret lies', { parties: [0, 1, 2] }, 'numbered'],
    ['beyond the wire', { parties: [1, 2, 65_536] }, 'numbered'],
    ['between numbers', { parties: [1, 2, 2.5] }, 'numbered'],
    ['with each share the key', { threshold: 1 }, 'threshold'],
    ['fewer than the threshold', { threshold: 4 }, 'threshold'],
    ['of no epoch', { epoch: -1 }, 'epoch'],
    ['of an epoch beyond the wire', { epoch: 2 ** 32 }, 'epoch'],
  ])('may not be %s', (_, change, problem) => {
    expect(holdersProblem({ ...sound, ...change })).toContain(problem)
  })
})
