import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DevnetOptions } from '../options.ts'
import { placesIn, type Places } from './places.ts'
import { openState } from './settings.ts'

let places: Places
beforeEach(() => {
  places = placesIn(join(mkdtempSync(join(tmpdir(), 'assent-state-')), 'state'))
})
afterEach(() => rmSync(join(places.dir, '..'), { recursive: true }))

const options = (changes: Partial<DevnetOptions> = {}): DevnetOptions => ({
  nodes: 3,
  portBase: 8600,
  dir: places.dir,
  fresh: false,
  restart: true,
  open: false,
  ...changes,
})

test('comes back to what it was', () => {
  openState(places, options())
  openState(places, options())
  expect(existsSync(places.nodes)).toBe(true)
})

test('refuses another number of nodes, and says how to begin anew', () => {
  openState(places, options())
  expect(() => openState(places, options({ nodes: 5 }))).toThrow('begin anew with --fresh')
  openState(places, options({ nodes: 5, fresh: true }))
  expect(() => openState(places, options())).toThrow('--nodes 5')
})

test('refuses other ports, by which its nodes know each other', () => {
  openState(places, options())
  expect(() => openState(places, options({ portBase: 9600 }))).toThrow('--port-base 8600')
  openState(places, options({ portBase: 9600, fresh: true }))
})

test('removes what is its own and nothing else', () => {
  openState(places, options())
  const notes = join(places.dir, 'notes.txt')
  for (const path of [places.chain, places.deployment, notes]) writeFileSync(path, '{}')
  mkdirSync(places.node(1))
  mkdirSync(places.extension)
  openState(places, options({ fresh: true }))
  const { chain, deployment, extension } = places
  expect([chain, deployment, places.node(1)].filter(existsSync)).toEqual([])
  // A browser may run from it.
  expect([extension, notes].filter(existsSync)).toEqual([extension, notes])
})

test('leaves a directory alone that is not of a devnet', () => {
  mkdirSync(places.dir)
  const letter = join(places.dir, 'letter.txt')
  writeFileSync(letter, 'dear')
  for (const fresh of [false, true]) {
    expect(() => openState(places, options({ fresh }))).toThrow('letter.txt')
  }
  rmSync(letter)
  openState(places, options())
})
