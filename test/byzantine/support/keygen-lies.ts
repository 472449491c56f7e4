import { expect } from 'vitest'
import type { AbortCode, PartyId } from '../../../src/threshold/errors.ts'
import { decodeScalar, encodeScalar, mod } from '../../../src/threshold/groups/scalar.ts'
import { secp256k1 } from '../../../src/threshold/groups/secp256k1.ts'
import type { KeyCeremony } from '../../../src/threshold/keygen/key-ceremony.ts'
import { fitsSharing } from '../../../src/threshold/sharing/key-share.ts'
import type { Tamper } from '../../support/network.ts'
import { bendDealing, foresee, runScene, type RawDealing, type Scene } from './keygen.ts'

export type Lie = (scene: Scene) => { readonly tamper?: Tamper; readonly as?: KeyCeremony }

export type Expected = {
  readonly code: AbortCode
  /** Everybody honest, if left out; the others only hear that somebody gave up. */
  readonly seenBy?: readonly PartyId[]
  /** Who names the liar; everybody who sees it, if left out. */
  readonly namedBy?: readonly PartyId[]
  /** Who got as far as to keep its new share beside the old one. */
  readonly kept?: readonly PartyId[]
  /** Who needs nothing more from who saw it, and has the key. */
  readonly finished?: readonly PartyId[]
}

export type Case = readonly [name: string, scene: Scene, lie: Lie, expected: Expected]

/** Runs a lie and checks what everybody honest made of it, and what they hold afterwards. */
export const checkLie = (scene: Scene, lie: Lie, expected: Expected): void => {
  const { code, seenBy = scene.honest, namedBy = seenBy, kept = [], finished = [] } = expected
  const before = new Map([...scene.shares].map(([party, { secret }]) => [party, secret.slice()]))
  const { outcomes, checkpoints } = runScene(scene, lie(scene))

  const verdicts = scene.honest.map((party) => {
    const outcome = outcomes.get(party)
    if (outcome?.kind !== 'abort') return { party, ended: outcome?.kind }
    return { party, code: outcome.abort.code, culprits: outcome.abort.culprits }
  })
  expect(verdicts).toEqual(
    scene.honest.map((party) => {
      if (finished.includes(party)) return { party, ended: 'result' }
      const culprits = namedBy.includes(party) ? [scene.liar] : []
      return { party, code: seenBy.includes(party) ? code : 'peer-aborted', culprits }
    }),
  )
  expect(scene.honest.filter((party) => checkpoints.has(party))).toEqual(kept)
  for (const [party, share] of scene.shares) {
    expect(share.secret).toEqual(before.get(party))
    expect(fitsSharing(share)).toBe(true)
  }
}

export const tampering =
  (tamper: (scene: Scene) => Tamper) =>
  (scene: Scene): { readonly tamper: Tamper } => ({ tamper: tamper(scene) })

export const bytes32 = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
export const malformed = { code: 'malformed-message' } as const

export const plusOne = (scalar: Uint8Array, order = secp256k1.order): Uint8Array =>
  encodeScalar(mod(decodeScalar(scalar, order) + 1n, order))

export const firstDealing = (scene: Scene, from: PartyId, to: PartyId): RawDealing => {
  const [dealing] = foresee(scene, from, to).dealings
  if (dealing === undefined) throw new Error(`${from} deals nothing`)
  return dealing
}

/** A dealing with its last commitment replaced. */
export const withPoint =
  (point: (real: Uint8Array) => Uint8Array) =>
  (dealing: RawDealing): RawDealing => {
    const { commitments, salt } = dealing.opening
    const last = commitments.at(-1) ?? new Uint8Array()
    return {
      ...dealing,
      opening: { salt, commitments: [...commitments.slice(0, -1), point(last)] },
    }
  }

export const withProof =
  (change: (proof: RawDealing['proof']) => Partial<RawDealing['proof']>) =>
  (dealing: RawDealing): RawDealing => ({
    ...dealing,
    proof: { ...dealing.proof, ...change(dealing.proof) },
  })

export const withShares =
  (change: (shares: readonly Uint8Array[]) => readonly Uint8Array[]) =>
  (dealing: RawDealing): RawDealing => ({ ...dealing, shares: change(dealing.shares) })

export const inDealing = (
  change: (dealing: RawDealing) => RawDealing,
  to?: readonly PartyId[],
): Lie => tampering((scene) => bendDealing(scene, change, to))
