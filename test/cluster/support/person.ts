import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import type { QuorumEvent } from '../../../src/quorum/events.ts'
import type { Key } from '../../../src/quorum/keys/key.ts'
import { mintKey } from '../../../src/quorum/keys/mint-key.ts'
import { connect } from '../../../src/quorum/network/connect.ts'
import type { Network } from '../../../src/quorum/network/network.ts'
import type { Fetch } from '../../../src/quorum/parts.ts'
import type { Session } from '../../../src/quorum/sessions/session.ts'
import { signInWithAccount } from '../../../src/quorum/sessions/sign-in-with-account.ts'
import type { SignInOptions } from '../../../src/quorum/sessions/sign-in.ts'
import type { Cluster } from './cluster.ts'
import { ShareObserver } from './share-observer.ts'

/** Somebody with the product's own client, and somebody who watches what nodes tell them. */
export type Person = {
  readonly account: PrivateKeyAccount
  readonly network: Network
  readonly session: Session
  readonly key: Key
  readonly observer: ShareObserver
  /** What the client said by itself, in order. */
  readonly events: readonly QuorumEvent[]
  /** Nodes that the client has named as liars. */
  readonly liars: () => readonly number[]
}

export type PersonOptions = {
  readonly signIn?: SignInOptions
  readonly fetch?: Fetch
}

/** A key of their own, minted by the relay if there is one, or else at the cluster's expense. */
export async function newPerson(cluster: Cluster, options: PersonOptions = {}): Promise<Person> {
  const account = privateKeyToAccount(generatePrivateKey())
  const device = await anotherDevice(cluster, account, options)
  const { relay, chain } = cluster
  const send = async (call: Parameters<typeof chain.send>[0]): Promise<void> => {
    await chain.send(call)
  }
  const key = await mintKey(device.session, relay === undefined ? { send } : {})
  return { ...device, account, key }
}

/** The same person with a client that knows nothing yet. */
export async function anotherDevice(
  cluster: Cluster,
  account: PrivateKeyAccount,
  options: PersonOptions = {},
): Promise<Omit<Person, 'account' | 'key'>> {
  const observer = new ShareObserver(options.fetch)
  const events: QuorumEvent[] = []
  const network = await connect({
    deployment: cluster.deployment,
    fetch: observer.fetch,
    onEvent: (event) => events.push(event),
  })
  const session = await signInWithAccount(network, account, options.signIn)
  const liars = (): readonly number[] => [
    ...new Set(events.flatMap((event) => (event.kind === 'liar' ? [event.node] : []))),
  ]
  return { network, session, observer, events, liars }
}
