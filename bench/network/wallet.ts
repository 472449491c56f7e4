import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import type { Key } from '../../src/quorum/keys/key.ts'
import { mintKey } from '../../src/quorum/keys/mint-key.ts'
import { connect } from '../../src/quorum/network/connect.ts'
import type { Network } from '../../src/quorum/network/network.ts'
import type { Session } from '../../src/quorum/sessions/session.ts'
import { signInWithAccount } from '../../src/quorum/sessions/sign-in-with-account.ts'
import { openPresignature } from '../../src/quorum/signing/open-presignature.ts'
import { sign } from '../../src/quorum/signing/sign.ts'
import type { Cluster } from '../../test/cluster/support/cluster.ts'
import { millisecondsOf } from './row.ts'

/** Somebody with a session and a key, who signs messages. */
export type Wallet = {
  readonly network: Network
  readonly session: Session
  readonly key: Key
  /** Milliseconds from the wish to the verified signature, its presignature being there. */
  readonly signReady: () => Promise<number>
  /** The same from nothing. */
  readonly signCold: () => Promise<number>
}

let count = 0

const message = (): { readonly kind: 'personal-message'; readonly bytes: `0x${string}` } => {
  count += 1
  return { kind: 'personal-message', bytes: `0x${count.toString(16).padStart(8, '0')}` }
}

export const newSession = async (network: Network, live = 2): Promise<Session> =>
  signInWithAccount(network, privateKeyToAccount(generatePrivateKey()), {
    limits: { livePresignatures: live },
  })

export const newWallet = async (cluster: Cluster, live = 2): Promise<Wallet> => {
  const network = await connect({ deployment: cluster.deployment })
  const session = await newSession(network, live)
  const key = await mintKey(session)
  await cluster.settled()
  return {
    network,
    session,
    key,
    signReady: async () => {
      const presignature = await openPresignature(session, key)
      return millisecondsOf(async () => sign(session, key, message(), { presignature }))
    },
    signCold: async () => millisecondsOf(async () => sign(session, key, message())),
  }
}
