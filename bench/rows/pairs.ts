import { setUpPair } from '../../src/threshold/pairs/pair-setup.ts'
import { native } from '../../src/threshold/primitives/native.ts'
import { dealPair } from '../../test/support/pairs.ts'
import { systemRandom } from '../../test/support/randomness.ts'
import { timeCeremony } from '../ceremonies.ts'
import { heapPerObject } from '../heap.ts'
import type { Experiment } from '../operations.ts'

/** Base transfers both ways between two nodes, whatever the key. */
export const pairs: Experiment = {
  operations: ['pair-setup'],
  shapes: [{ n: 2, t: 2 }],
  prepare: () => ({
    repeat() {
      const id = systemRandom(32)
      const { times, bytesPerPeer } = timeCeremony([1, 2], (self) =>
        setUpPair({ id, self, peer: 3 - self, primitives: native, random: systemRandom }),
      )
      return [{ operation: 'pair-setup', times, bytesPerPeer }]
    },
    stored: {
      operation: 'pair-setup',
      weigh: (count) => heapPerObject(count, () => dealPair(1, 2, systemRandom)),
    },
  }),
}
