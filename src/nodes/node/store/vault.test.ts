import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { generation, numbered } from '../../../../test/support/key-ceremonies.ts'
import { results, run } from '../../../../test/support/network.ts'
import { OPENINGS_PER_EPOCH, OPENINGS_PER_LIFE } from '../../../threshold/ecdsa/opening-budget.ts'
import { bls12381G2 } from '../../../threshold/groups/bls12-381.ts'
import type { Group } from '../../../threshold/groups/group.ts'
import { secp256k1 } from '../../../threshold/groups/secp256k1.ts'
import type { KeyResult } from '../../../threshold/keygen/keygen.ts'
import { fitsSharing, publicKey, type KeyShare } from '../../../threshold/sharing/key-share.ts'
import { sameSharing } from '../../../threshold/sharing/sharing-codec.ts'
import type { Database } from './database.ts'
import { openStore } from './open-store.ts'
import { Vault } from './vault.ts'

const storeKey = new Uint8Array(32).fill(1)
const one = Uint8Array.of(1)
const other = Uint8Array.of(2)

let dir: string
let database: Database
let vault: Vault
let now: number

const reopen = (): void => {
  database.close()
  database = openStore(join(dir, 'store.db'), storeKey)
  vault = new Vault(database, 1, () => now)
}

const generated = (group: Group): KeyResult & { share: KeyShare } => {
  const holders = { parties: numbered(3), threshold: 2, epoch: 0 }
  const result = results(run(generation(group, holders))).get(1)
  if (result?.share === undefined) throw new Error('party 1 has a share')
  return { ...result, share: result.share }
}

/** A key of the pool, and its name. */
const pooled = (): Uint8Array => {
  const { share, certificate } = generated(secp256k1)
  vault.keepPending('account', share)
  vault.hold(certificate)
  return publicKey(share.sharing).toBytes(false)
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'assent-vault-'))
  now = 1_000_000_000
  database = openStore(join(dir, 'store.db'), storeKey)
  vault = new Vault(database, 1, () => now)
})
afterEach(() => {
  database.close()
  rmSync(dir, { recursive: true })
})

test('a pending share is no use before its certificate, and survives until it comes', () => {
  const { share, certificate } = generated(secp256k1)
  const name = publicKey(share.sharing).toBytes(false)
  vault.keepPending('account', share)
  expect(vault.sharing(name)).toBeUndefined()
  expect(vault.withShare(name, () => true)).toBeUndefined()
  expect(vault.readyKeys()).toEqual([])
  expect(vault.certificate(name, 0)).toBeUndefined()
  reopen()
  expect(vault.pending().map(({ sharing }) => sameSharing(sharing, share.sharing))).toEqual([true])

  expect(vault.hold(certificate)).toBe(true)
  reopen()
  expect(vault.pending()).toEqual([])
  expect(vault.readyKeys()).toEqual([name])
  expect(vault.certificate(name, 0)).toBeDefined()
  expect(vault.withShare(name, fitsSharing)).toBe(true)
})

test('a certificate of a sharing that we have no share of changes nothing', () => {
  const { certificate } = generated(secp256k1)
  expect(vault.hold(certificate)).toBe(false)
  expect(vault.readyKeys()).toEqual([])
})

test('a share that nobody came to hold is erased, and a held one is not', () => {
  const { share } = generated(secp256k1)
  vault.keepPending('account', share)
  vault.dropPending(share.sharing)
  expect(vault.pending()).toEqual([])
  const held = pooled()
  const sharing = vault.sharing(held)
  if (sharing === undefined) throw new Error('it is held')
  vault.dropPending(sharing)
  reopen()
  expect(vault.readyKeys()).toEqual([held])
})

test('a lent share is overwritten when the work is over', () => {
  const name = pooled()
  const lent = vault.withShare(name, ({ secret }) => secret)
  expect(lent).toEqual(new Uint8Array(32))
  expect(vault.withShare(name, fitsSharing)).toBe(true)
})

test('the network’s key is found, and waits in no pool', () => {
  expect(vault.networkKey()).toBeUndefined()
  const { share, certificate } = generated(bls12381G2)
  vault.keepPending('network', share)
  expect(vault.networkKey()).toBeUndefined()
  vault.hold(certificate)
  const name = publicKey(share.sharing).toBytes(true)
  expect(vault.networkKey()).toEqual(name)
  expect(vault.readyKeys()).toEqual([])
  expect(vault.bind(name, one, 2_000_000)).toBe('unknown')
})

test('a key is kept for one mint until its time, also after a restart', () => {
  const name = pooled()
  const until = now / 1000 + 60
  expect(vault.bind(name, one, until)).toBeUndefined()
  expect(vault.bind(name, one, until)).toBeUndefined()
  expect(vault.bind(name, other, until)).toBe('taken')
  expect(vault.readyKeys()).toEqual([])
  reopen()
  expect(vault.bind(name, other, until)).toBe('taken')
  now += 61_000
  expect(vault.readyKeys()).toEqual([name])
  expect(vault.bind(name, other, until + 60)).toBeUndefined()
  expect(vault.bind(name, one, until + 60)).toBe('taken')
})

test('asking again for less time does not shorten a promise', () => {
  const name = pooled()
  vault.bind(name, one, now / 1000 + 60)
  vault.bind(name, one, now / 1000 + 1)
  now += 30_000
  expect(vault.bind(name, other, now / 1000 + 60)).toBe('taken')
})

test('a key that is held back is in no pool until its time, and no promise gets shorter by it', () => {
  const name = pooled()
  vault.holdBack(name, now / 1000 + 60)
  reopen()
  expect(vault.readyKeys()).toEqual([])
  now += 61_000
  expect(vault.readyKeys()).toEqual([name])
  vault.bind(name, one, now / 1000 + 60)
  vault.holdBack(name, now / 1000 + 1)
  now += 30_000
  expect(vault.bind(name, other, now / 1000 + 60)).toBe('taken')
})

test('a minted key leaves the pool for good, and still signs', () => {
  const name = pooled()
  vault.bind(name, one, now / 1000 + 60)
  vault.markMinted(name)
  now += 61_000
  reopen()
  expect(vault.readyKeys()).toEqual([])
  expect(vault.waitingAccounts()).toBe(0)
  expect(vault.heldAccounts()).toBe(1)
  expect(vault.bind(name, one, now / 1000 + 60)).toBe('minted')
  expect(vault.withShare(name, fitsSharing)).toBe(true)
})

test('a key that we never had is neither bound nor minted', () => {
  const name = publicKey(generated(secp256k1).sharing).toBytes(false)
  expect(vault.bind(name, one, now / 1000 + 60)).toBe('unknown')
  vault.markMinted(name)
  expect(vault.sharing(name)).toBeUndefined()
})

test('openings are counted on the disk before they are given, by epoch and for life', () => {
  const name = pooled()
  let recorded = 0
  const budget = vault.openingBudget(name, 0, () => {
    recorded++
  })
  for (let i = 0; i < OPENINGS_PER_EPOCH; i++) expect(budget.take()).toBe(true)
  expect(recorded).toBe(OPENINGS_PER_EPOCH)
  expect(budget.take()).toBe(false)
  reopen()
  expect(vault.openingBudget(name, 0, () => {}).take()).toBe(false)
  expect(vault.openingBudget(name, 1, () => {}).take()).toBe(true)
  for (let epoch = 2; epoch < 2 + OPENINGS_PER_LIFE / OPENINGS_PER_EPOCH; epoch++) {
    const next = vault.openingBudget(name, epoch, () => {})
    while (next.take());
  }
  expect(vault.openingBudget(name, 99, () => {}).take()).toBe(false)
})
