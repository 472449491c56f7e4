import { combine } from '../../src/threshold/ecdsa/combine.ts'
import { headerRecord, type PresignHeader } from '../../src/threshold/ecdsa/header.ts'
import { judgeShares } from '../../src/threshold/ecdsa/judge-shares.ts'
import { openPresignature } from '../../src/threshold/ecdsa/open.ts'
import { OpeningBudget } from '../../src/threshold/ecdsa/opening-budget.ts'
import type { Presignature } from '../../src/threshold/ecdsa/presignature.ts'
import { bindRequest, type SigningRequest } from '../../src/threshold/ecdsa/request.ts'
import { requestOn, signShare } from '../../src/threshold/ecdsa/sign.ts'
import {
  signatureShareRecord,
  signShareStatement,
  type SignatureShare,
} from '../../src/threshold/ecdsa/signature-share.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import { identityOf } from '../../test/support/identities.ts'
import { systemRandom } from '../../test/support/randomness.ts'
import {
  acknowledgementsOf,
  dealSigners,
  presignAt,
  propose,
  type SignerSet,
} from '../../test/support/signers.ts'
import { timeCeremony, type CeremonyRun } from '../ceremonies.ts'
import { heapPerObject } from '../heap.ts'
import { timed } from '../measure.ts'
import { SHAPES, type Experiment, type Reading, type Shape } from '../operations.ts'

type Run = CeremonyRun<Presignature>
type Timed<T> = { readonly value: T; readonly milliseconds: number }

const presignOnce = (set: SignerSet, { t }: Shape): Run => {
  const header = propose(set, [...set.keys()].slice(0, t), systemRandom)
  return timeCeremony(header.signers, (party) =>
    presignAt(set, party, received(header), systemRandom),
  )
}

const firstOf = (results: Run['results']): Presignature => {
  const [first] = results.values()
  if (first === undefined) throw new Error('nobody has a presignature')
  return first
}

/** Each node reads the header for itself. */
const received = (header: PresignHeader): PresignHeader =>
  headerRecord.decode(headerRecord.encode(header))

const readingOf = (
  operation: Reading['operation'],
  all: readonly Timed<Uint8Array>[],
): Reading => ({
  operation,
  times: all.map(({ milliseconds }) => milliseconds),
  bytesPerPeer: Math.max(...all.map(({ value }) => value.length)),
})

/** Done by one alone, who sends nothing. */
const local = (operation: Reading['operation'], milliseconds: number): Reading => ({
  operation,
  times: [milliseconds],
  bytesPerPeer: 0,
})

const sign = ({ results }: Run, request: SigningRequest): readonly Timed<Uint8Array>[] => {
  const acknowledgements = acknowledgementsOf(results)
  return [...results].map(([party, presignature]) =>
    timed(() => signShare(identityOf(party), presignature, request, acknowledgements)),
  )
}

/** What the wallet does with all shares: it derives what was to be signed, joins and verifies. */
const join = ({ results }: Run, request: SigningRequest, shares: readonly SignatureShare[]) => {
  const { headerHash, transcript, nonce, header } = firstOf(results)
  const { key, signers } = header
  const { value, milliseconds } = timed(() => {
    const bound = bindRequest({ headerHash, transcript, signers, key, nonce }, request)
    return combine(bound, signers, shares)
  })
  if (value.kind !== 'signature') throw new Error('the shares do not join')
  return local('combine', milliseconds)
}

/** One signer's share, changed, and signed as changed. */
const spoil = (shares: readonly SignatureShare[], party: PartyId): readonly SignatureShare[] =>
  shares.map((share) => {
    if (share.party !== party) return share
    const { signature: _, ...said } = share
    return signShareStatement(identityOf(party), { ...said, u: said.u - 1n })
  })

/** A node opens, and whoever will publish that signer 1 lied judges all openings. */
const blame = ({ results }: Run, request: SigningRequest, right: readonly SignatureShare[]) => {
  const wrong = spoil(right, 1)
  const openings = [...results].map(([party, presignature]) => {
    // Nobody opens for a share of its own that it did not give: the liar is shown another liar.
    const shares = party === 1 ? spoil(right, 2) : wrong
    const budget = new OpeningBudget({ epoch: 0, life: 0 }, () => {})
    const identity = identityOf(party)
    const random = systemRandom
    return timed(() =>
      openPresignature({ identity, presignature, request, shares, budget, random }),
    )
  })
  const { headerHash, contributions } = firstOf(results)
  const bound = requestOn(firstOf(results), request)
  const opened = openings.map(({ value }) => value)
  const facts = { headerHash, bound, contributions, shares: wrong, openings: opened }
  const { value: verdict, milliseconds } = timed(() => judgeShares(identityOf(2).verify, facts))
  if (verdict.size !== 1 || verdict.get(1) !== 'wrong-share') throw new Error('the liar got away')
  return [readingOf('blame', openings), local('judge', milliseconds)]
}

/** One presignature after the other, each used for one signature, which is then held in doubt. */
export const ecdsa: Experiment = {
  operations: ['presign', 'sign', 'combine', 'blame', 'judge'],
  shapes: SHAPES,
  prepare(shape, wanted) {
    const { n, t: threshold } = shape
    const parties = Array.from({ length: n }, (_, index) => index + 1)
    const set = dealSigners({ parties, threshold, random: systemRandom })
    return {
      repeat() {
        const run = presignOnce(set, shape)
        const request = { id: systemRandom(32), digest: systemRandom(32) }
        const signed = sign(run, request)
        const shares = signed.map(({ value }) => signatureShareRecord.decode(value))
        return [
          { operation: 'presign', ...run },
          readingOf('sign', signed),
          join(run, request, shares),
          ...(wanted('blame') || wanted('judge') ? blame(run, request, shares) : []),
        ]
      },
      stored: {
        operation: 'presign',
        weigh: (count) => heapPerObject(count, () => [...presignOnce(set, shape).results.values()]),
      },
    }
  },
}
