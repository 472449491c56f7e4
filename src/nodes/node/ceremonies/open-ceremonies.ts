import type { StatementPlace } from '../../../registry/statement-domain.ts'
import type { Message } from '../../../threshold/ceremony/message.ts'
import type { Identity } from '../../../threshold/identity.ts'
import { native } from '../../../threshold/primitives/native.ts'
import type { Randomness } from '../../../threshold/primitives/primitives.ts'
import type { Failpoints } from '../failpoints.ts'
import type { NodeKeys } from '../keys/load-node-keys.ts'
import type { Log } from '../log.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import { PEER_PROTOCOL } from '../peers/hello.ts'
import type { PeerHandler } from '../peers/peer-server.ts'
import { Peers } from '../peers/peers.ts'
import type { Vault } from '../store/vault.ts'
import { KeyMaker } from './key-maker.ts'
import { NodeSigning, type Signed } from './node-signing.ts'
import { Pairs } from './pairs.ts'
import { Runner, type CeremonyEnd } from './runner.ts'
import { Turns } from './turns.ts'

export type CeremoniesParts = {
  readonly party: number
  readonly bootId: Uint8Array
  readonly keys: NodeKeys
  readonly vault: Vault
  readonly nodeSet: NodeSetSource
  /** The node set's name across its epochs. */
  readonly nodeSetName: string
  /** The NodeRegistry's. */
  readonly place: StatementPlace
  readonly identity: Identity
  readonly pool: number
  readonly random: Randomness
  readonly failpoints: Failpoints
  readonly wrapOutgoing?: ((message: Message) => Message) | undefined
  readonly onEnd: (end: CeremonyEnd) => void
  readonly onSigned: (signed: Signed) => void
  readonly log: Log
}

export type Ceremonies = {
  readonly runner: Runner
  readonly peers: Peers
  readonly pairs: Pairs
  readonly keyMaker: KeyMaker
  readonly signing: NodeSigning
}

/** Everything that this node does together with others, joined up and not yet started. */
export const openCeremonies = (parts: CeremoniesParts): Ceremonies => {
  const { party, bootId, keys, vault, nodeSet, identity, random, failpoints, log } = parts
  const connected = (): ReadonlySet<number> => peers.connected
  const request: Peers['request'] = async (...asked) => peers.request(...asked)
  const runner = new Runner({
    self: party,
    turns: new Turns(),
    send: async ({ to, bytes }, withinMs) => {
      await request(to, 'message', bytes, withinMs)
    },
    wrapOutgoing: parts.wrapOutgoing,
    onEnd: parts.onEnd,
    log,
  })
  const common = { self: party, runner, connected, request, random, log }
  const pairs = new Pairs({ ...common, bootId, primitives: native })
  const keyMaker = new KeyMaker({
    ...common,
    vault,
    nodeSet,
    identity,
    failpoints,
    pool: parts.pool,
    now: Date.now,
  })
  const peers: Peers = new Peers({
    self: party,
    tls: keys.tls,
    nodeSet,
    hello: () => ({
      protocol: PEER_PROTOCOL,
      nodeSet: parts.nodeSetName,
      epoch: nodeSet.current().epoch,
      bootId,
    }),
    greeted: (from, hello) => pairs.greeted(from, hello.bootId),
    changed: () => pairs.look(),
    handle: handlerOf(runner, pairs, keyMaker),
    log,
  })
  const signing = new NodeSigning({
    party,
    bootId,
    vault,
    pairs,
    runner,
    connected,
    networkKeyAgreed: () => keyMaker.networkKeyAgreed,
    nodeSet,
    place: parts.place,
    identity,
    signer: keys.signer,
    primitives: native,
    random,
    failpoints,
    onSigned: parts.onSigned,
    log,
  })
  return { peers, pairs, keyMaker, signing, runner }
}

export const startCeremonies = ({ pairs, keyMaker }: Ceremonies): void => {
  pairs.start()
  keyMaker.start()
}

/** Nothing begins any more; what is under way fails, and what was not used is burned. */
export const closeCeremonies = async (ceremonies: Ceremonies): Promise<void> => {
  ceremonies.keyMaker.close()
  ceremonies.runner.close()
  ceremonies.signing.close()
  ceremonies.pairs.close()
  await ceremonies.peers.close()
}

/** What another node's request is for. */
const handlerOf =
  (runner: Runner, pairs: Pairs, keyMaker: KeyMaker): PeerHandler =>
  (from, topic, body) => {
    if (topic === 'certificate') return keyMaker.handleCertificate(body)
    if (topic === 'ready-keys') return keyMaker.handleReadyKeys()
    if (topic === 'message') runner.deliver(from, body)
    else if (topic === 'begin') keyMaker.handleBegin(from, body)
    else if (topic === 'pair') pairs.handleProposal(from, body)
    else if (topic === 'pair-lost') pairs.handleLost(from, body)
    return undefined
  }
