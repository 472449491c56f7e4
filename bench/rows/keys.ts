import { Reader } from '../../src/threshold/encoding/reader.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { generateKey } from '../../src/threshold/keygen/generate.ts'
import type { KeyResult } from '../../src/threshold/keygen/keygen.ts'
import { refreshKey, reshareKey } from '../../src/threshold/keygen/reshare.ts'
import type { KeyShare } from '../../src/threshold/sharing/key-share.ts'
import { encodeSharing, sharingCodec } from '../../src/threshold/sharing/sharing-codec.ts'
import { identityOf } from '../../test/support/identities.ts'
import { systemRandom } from '../../test/support/randomness.ts'
import { resultOf, timeCeremony, type CeremonyRun } from '../ceremonies.ts'
import { heapPerObject } from '../heap.ts'
import { SHAPES, type Experiment, type Reading, type Shape } from '../operations.ts'

type Run = CeremonyRun<KeyResult>

const ownOf = (self: PartyId) => ({ self, identity: identityOf(self), random: systemRandom })

const partiesOf = (n: number): readonly PartyId[] => Array.from({ length: n }, (_, i) => i + 1)

const generate = ({ n, t }: Shape): Run => {
  const id = systemRandom(32)
  const next = { parties: partiesOf(n), threshold: t, epoch: 0 }
  return timeCeremony(next.parties, (self) =>
    generateKey({ id, group: secp256k1, next, ...ownOf(self) }),
  )
}

const shareOf = (run: Run, party: PartyId): KeyShare => {
  const { share } = resultOf(run, party)
  if (share === undefined) throw new Error(`${party} holds no share`)
  return share
}

/** Everybody deals again, to everybody. */
const refresh = (generated: Run): Run => {
  const id = systemRandom(32)
  const { sharing } = resultOf(generated, 1)
  const previous = { sharing, dealers: sharing.parties }
  return timeCeremony(sharing.parties, (self) =>
    refreshKey({ id, previous, share: shareOf(generated, self), ...ownOf(self) }),
  )
}

/** The last party leaves for a new one; as many as are needed deal, the leaving one among them. */
const reshare = (generated: Run): Run => {
  const id = systemRandom(32)
  const { sharing } = resultOf(generated, 1)
  const { parties, threshold, epoch } = sharing
  const previous = { sharing, dealers: parties.slice(-threshold) }
  const next = {
    parties: [...parties.slice(0, -1), parties.length + 1],
    threshold,
    epoch: epoch + 1,
  }
  return timeCeremony(partiesOf(parties.length + 1), (self) => {
    const old = parties.includes(self) ? { share: shareOf(generated, self) } : {}
    return reshareKey({ id, previous, next, ...old, ...ownOf(self) })
  })
}

/** A share as a node reads it from its store, with nothing in common with another. */
const copyOf = ({ sharing, self, secret }: KeyShare): KeyShare => ({
  sharing: sharingCodec(sharing.group).read(new Reader(encodeSharing(sharing))),
  self,
  secret: secret.slice(),
})

const reading = (operation: Reading['operation'], { times, bytesPerPeer }: Run): Reading => ({
  operation,
  times,
  bytesPerPeer,
})

export const keys: Experiment = {
  operations: ['dkg', 'refresh', 'reshare'],
  shapes: SHAPES,
  prepare: (shape, wanted) => ({
    repeat() {
      const generated = generate(shape)
      return [
        reading('dkg', generated),
        ...(wanted('refresh') ? [reading('refresh', refresh(generated))] : []),
        ...(wanted('reshare') ? [reading('reshare', reshare(generated))] : []),
      ]
    },
    stored: {
      operation: 'dkg',
      weigh(count) {
        const share = shareOf(generate(shape), 1)
        return heapPerObject(count, () => [copyOf(share)])
      },
    },
  }),
}
