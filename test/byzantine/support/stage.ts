import { expect } from 'vitest'
import type { Ceremony } from '../../../src/threshold/ceremony/ceremony.ts'
import { headerHash, type PresignHeader } from '../../../src/threshold/ecdsa/header.ts'
import type { Presignature } from '../../../src/threshold/ecdsa/presignature.ts'
import type { SigningRequest } from '../../../src/threshold/ecdsa/request.ts'
import { signShare } from '../../../src/threshold/ecdsa/sign.ts'
import type { AbortCode, PartyId } from '../../../src/threshold/errors.ts'
import type { PairGeneration } from '../../../src/threshold/pairs/generation.ts'
import type { Randomness } from '../../../src/threshold/primitives/primitives.ts'
import { usageError } from '../../support/errors.ts'
import { identityOf } from '../../support/identities.ts'
import { run, type Run, type Tamper } from '../../support/network.ts'
import { seededRandom } from '../../support/randomness.ts'
import {
  acknowledgementsOf,
  dealSigners,
  joinShares,
  pairAnew,
  presignAll,
  presignAt,
  propose,
  signAll,
  signerOf,
  type SignerSet,
} from '../../support/signers.ts'

// Three of four sign, so that one honest party is lied to while another, who is not, looks on.
export const VICTIM = 1
export const LIAR = 2
export const OUTSIDER = 3
export const BYSTANDER = 4
export const SIGNERS: readonly PartyId[] = [VICTIM, LIAR, BYSTANDER]
export const HONEST: readonly PartyId[] = [VICTIM, BYSTANDER]
export const SECRET = 0x1f2e3d4c5b6a79880123456789abcdef0fedcba987654321n

export type Stage = {
  readonly set: SignerSet
  readonly header: PresignHeader
  /** The hash of the header: every message's session, and what every statement is about. */
  readonly session: Uint8Array
  readonly random: Randomness
}

export const stage = (seed: string): Stage => {
  const random = seededRandom(seed)
  const set = dealSigners({ parties: [1, 2, 3, 4], threshold: 3, random, secret: SECRET })
  const header = propose(set, SIGNERS, random)
  return { set, header, session: headerHash(header), random }
}

export const pairOf = ({ set }: Stage, self: PartyId, peer: PartyId): PairGeneration => {
  const pair = signerOf(set, self).generations.get(peer)
  if (pair === undefined) throw new Error(`no pair ${self}, ${peer}`)
  return pair
}

/** A new request of an honest wallet's. */
export const ask = ({ random }: Stage): SigningRequest => ({
  id: random(32),
  digest: random(32),
})

/** Runs the stage's presign with `tamper` on the way, and the liar's own code where it has some. */
export const presignAgainst = (
  { set, header, random }: Stage,
  lie: { readonly tamper?: Tamper; readonly liar?: Ceremony<Presignature> },
): Run<Presignature, never> =>
  run(
    header.signers.map((party) =>
      party === LIAR && lie.liar !== undefined ? lie.liar : presignAt(set, party, header, random),
    ),
    lie.tamper === undefined ? {} : { tamper: lie.tamper },
  )

export const outcomeAt = (finished: Run<Presignature, never>, party: PartyId) => {
  const outcome = finished.outcomes.get(party)
  if (outcome === undefined) throw new Error(`${party} has not ended`)
  return outcome
}

/** The failures after which the two have no common secrets any more that could be trusted. */
const DROPPING = new Set<AbortCode>(['ot-check', 'rvole-check', 'gamma-check'])

/**
 * The parties `at` aborted with this code and blamed `culprits`; the other honest ones were at most
 * told so; exactly the pairs that had to go are gone; and whoever got a presignature keeps quiet.
 */
export const expectAborted = (
  scene: Stage,
  finished: Run<Presignature, never>,
  expected: {
    readonly code: AbortCode
    readonly at: readonly PartyId[]
    readonly culprits: readonly PartyId[]
  },
): void => {
  const { code, at, culprits } = expected
  const presignatures = new Map<PartyId, Presignature>()
  for (const party of HONEST) {
    const outcome = outcomeAt(finished, party)
    if (outcome.kind === 'result') presignatures.set(party, outcome.result)
    else if (at.includes(party)) expect(outcome.abort).toMatchObject({ code, culprits })
    else expect(outcome.abort).toMatchObject({ code: 'peer-aborted', culprits: [] })
  }
  for (const party of at) expect(presignatures.has(party)).toBe(false)

  const drops = DROPPING.has(code)
  for (const self of HONEST) {
    for (const peer of SIGNERS.filter((party) => party !== self)) {
      const lost = drops && at.includes(self) && peer === LIAR
      expect(pairOf(scene, self, peer).dropped, `pair of ${self} with ${peer}`).toBe(lost)
    }
  }
  for (const [party, presignature] of presignatures) {
    const given = acknowledgementsOf(presignatures)
    expect(() => signShare(identityOf(party), presignature, ask(scene), given)).toThrow(
      usageError('refused'),
    )
    expect(presignature.state).toBe('fresh')
  }
}

/** Where pairs were lost they are set up anew, and then the same signers sign. */
export const expectRecovered = (scene: Stage): void => {
  const { set, random } = scene
  for (const self of HONEST) {
    if (pairOf(scene, self, LIAR).dropped) pairAnew(set, self, LIAR, random)
  }
  const presignatures = presignAll(set, propose(set, SIGNERS, random), random)
  const request = ask(scene)
  const joined = joinShares(presignatures, request, signAll(presignatures, request))
  expect(joined.kind).toBe('signature')
}
