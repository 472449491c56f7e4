import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { generateKey } from '../../src/threshold/keygen/generate.ts'
import type { KeyCeremony } from '../../src/threshold/keygen/key-ceremony.ts'
import { refreshKey } from '../../src/threshold/keygen/reshare.ts'
import { setUpPair } from '../../src/threshold/pairs/pair-setup.ts'
import { native } from '../../src/threshold/primitives/native.ts'
import type { PublicSharing } from '../../src/threshold/sharing/key-share.ts'
import { carry, random, type Party } from './party.ts'

/** Three rounds, after which every party has a share of a key that was never anywhere. */
export const makeKey = (parties: readonly Party[], threshold: number): PublicSharing => {
  const id = random(32)
  const next = { parties: parties.map((party) => party.id), threshold, epoch: 1 }
  return takeShares(parties, ({ id: self, identity }) =>
    generateKey({ id, group: secp256k1, next, self, identity, random }),
  )
}

/** The same key in new shares: what was stolen before is worth nothing with what is stolen after. */
export const renewShares = (parties: readonly Party[], sharing: PublicSharing): PublicSharing => {
  const id = random(32)
  const previous = { sharing, dealers: sharing.parties }
  return takeShares(parties, ({ id: self, identity, share }) => {
    if (share === undefined) throw new Error(`party ${self} has no share yet`)
    return refreshKey({ id, previous, self, share, identity, random })
  })
}

const takeShares = (
  parties: readonly Party[],
  ceremonyOf: (party: Party) => KeyCeremony,
): PublicSharing => {
  const results = carry(parties.map(ceremonyOf))
  const [sharing] = [...results.values()].map((result) => result.sharing)
  if (sharing === undefined) throw new Error('a key needs parties')
  for (const party of parties) {
    const share = results.get(party.id)?.share
    if (share === undefined) throw new Error(`party ${party.id} was given no share`)
    party.share = share
  }
  return sharing
}

/** What each two parties need before they can multiply secrets. */
export const pairUp = (parties: readonly Party[]): void => {
  for (const [index, low] of parties.entries()) {
    for (const high of parties.slice(index + 1)) {
      const id = random(32)
      const made = carry([
        setUpPair({ id, self: low.id, peer: high.id, primitives: native, random }),
        setUpPair({ id, self: high.id, peer: low.id, primitives: native, random }),
      ])
      for (const [self, pair] of made) (self === low.id ? low : high).pairs.set(pair.peer, pair)
    }
  }
}
