import type { Hex } from '../../payloads/encoding/hex.ts'
import { readyKeysAnswer } from '../../protocol/endpoints.ts'
import type { Call } from '../../registry/contracts.ts'
import { isMinted } from '../../registry/is-minted.ts'
import { mintCall } from '../../registry/mint-call.ts'
import { tokenIdOf } from '../../registry/token-id.ts'
import { QuorumError, type QuorumErrorCode } from '../errors.ts'
import { errorOfFailures } from '../http/failures.ts'
import { gather, NothingGathered } from '../http/gather.ts'
import { READ_WITHIN } from '../http/read-within.ts'
import type { Session } from '../sessions/session.ts'
import { lamps, type OnProgress } from '../signing/lamps.ts'
import { composeMint, registryMint, type MintOptions } from './compose-mint.ts'
import { gatherMint, type SignedMint } from './gather-mint.ts'
import { keepKey } from './key-store.ts'
import type { Key } from './key.ts'
import { readOneKey } from './list-keys.ts'
import { sendToRelay } from './send-mint.ts'

/** How long nodes keep a key for a mint that was not sent. */
const PROMISE_SECONDS = 300
const KEYS_TRIED = 4
const FINAL_WITHIN = 180_000
const BETWEEN_LOOKS = 250

export type MintKeyOptions = MintOptions & {
  /** Sends the mint and waits until it is mined; the deployment's relay does, unless given. */
  readonly send?: (call: Call) => Promise<void>
  /** Which nodes have signed the mint. */
  readonly onProgress?: OnProgress
  /** Before it is sent: who keeps it goes on with `resumeMint` after being stopped. */
  readonly onSigned?: (signed: SignedMint) => Promise<void>
}

/**
 * A new key for the person of a session: it owns itself, and their login may sign anything with it.
 * Ends when the nodes may use it, which is when the mint is final.
 */
export const mintKey = async (session: Session, options: MintKeyOptions = {}): Promise<Key> => {
  const { network } = session
  const signed = await signMint(session, options)
  await keepKey(network, signed.key)
  await options.onSigned?.(signed)
  await send(session, signed, options)
  return untilFinal(session, signed.key.publicKey)
}

/**
 * Goes on with a mint that nodes have signed and that was sent, or not: sent again, it is the same
 * mint, which the registry takes once. Only after `mint-expired` may another be made in its place.
 */
export const resumeMint = async (
  session: Session,
  signed: SignedMint,
  options: Pick<MintKeyOptions, 'send'> = {},
): Promise<Key> => {
  const { network, certificate } = session
  const { publicKey } = signed.key
  const there = await readOneKey(network, publicKey, [certificate.identity]).catch(onlyForNow)
  if (there !== undefined) return there
  try {
    await send(session, signed, options)
  } catch (error) {
    // Not to know is no expiry, after which another would be made in its place.
    if (!(await wasMined(session, signed))) throw isTooLate(error) ? expired(error) : error
  }
  return untilFinal(session, publicKey)
}

/** By the newest block: it may be long from there until nodes see it as final. */
const wasMined = async ({ network }: Session, { mint }: SignedMint): Promise<boolean> => {
  const { PkpNft } = network.deployment.contracts
  const tokenId = tokenIdOf(registryMint(mint).publicKey)
  return isMinted(network.chain.client, PkpNft, tokenId, { blockTag: 'latest' })
}

const isTooLate = (error: unknown): boolean =>
  error instanceof QuorumError && error.relay?.details['reason'] === 'MintExpired'

const expired = (cause: unknown): QuorumError =>
  new QuorumError(
    'mint-expired',
    'the nodes kept this key for five minutes, and the mint came too late: mint another',
    { cause },
  )

const send = async (
  { network }: Session,
  signed: SignedMint,
  options: Pick<MintKeyOptions, 'send'>,
): Promise<void> => {
  if (options.send === undefined) await sendToRelay(network, signed)
  else {
    const { PkpNft } = network.deployment.contracts
    await options.send(mintCall(PkpNft, registryMint(signed.mint), signed.signatures))
  }
}

/** Another key when somebody else was promised this one. */
const signMint = async (session: Session, options: MintKeyOptions): Promise<SignedMint> => {
  const { network } = session
  const light = lamps(network.parts, options.onProgress)
  const { nodes, threshold } = await network.nodeSet()
  const size = { nodes: nodes.length, threshold }
  const keys = shuffled(await readyKeys(session), network.parts.random)
  for (const [tried, publicKey] of keys.slice(0, KEYS_TRIED).entries()) {
    const deadline = Math.floor(network.parts.now() / 1000) + PROMISE_SECONDS
    try {
      return await gatherMint(session, composeMint(session, publicKey, deadline, options), light)
    } catch (error) {
      if (!(error instanceof NothingGathered)) throw error
      const taken = error.failures.some(
        ({ refusal }) => refusal?.code === 'key-taken' || refusal?.code === 'unknown-key',
      )
      const isLast = tried + 1 === Math.min(keys.length, KEYS_TRIED)
      if (!taken || isLast) throw errorOfFailures('minting', error.failures, size)
    }
  }
  throw new QuorumError('refused', 'the nodes have no key ready: try again in some seconds')
}

/** Those that a threshold of nodes have ready. */
const readyKeys = async (session: Session): Promise<readonly Hex[]> => {
  const { nodes, threshold } = await session.network.nodeSet()
  const drop = new AbortController()
  try {
    const { result } = await gather({
      nodes,
      threshold,
      drop,
      ask: async (node) =>
        session.ask(node, {
          method: 'GET',
          path: '/v1/keys/ready',
          answer: readyKeysAnswer,
          timeout: READ_WITHIN,
          signal: drop.signal,
        }),
      join(answers) {
        const times = new Map<Hex, number>()
        for (const key of [...answers.values()].flatMap(({ keys }) => keys)) {
          times.set(key, (times.get(key) ?? 0) + 1)
        }
        const ready = [...times].filter(([, count]) => count >= threshold).map(([key]) => key)
        return ready.length > 0 || answers.size === nodes.length ? ready : undefined
      },
    })
    return result
  } catch (error) {
    if (!(error instanceof NothingGathered)) throw error
    if (error.answers >= threshold) return []
    const size = { nodes: nodes.length, threshold }
    throw errorOfFailures('looking for a key', error.failures, size)
  }
}

/** So that people who mint at once seldom want the same key. */
const shuffled = (keys: readonly Hex[], random: (length: number) => Uint8Array): readonly Hex[] => {
  const weights = random(keys.length)
  return keys
    .map((key, index) => ({ key, weight: weights[index] ?? 0 }))
    .toSorted((a, b) => a.weight - b.weight)
    .map(({ key }) => key)
}

/** What has been sent is mined all the same while nobody can be asked about it. */
const onlyForNow = (error: unknown): undefined => {
  const passes = error instanceof QuorumError && passing.has(error.code)
  if (!passes) throw error
}

const passing: ReadonlySet<QuorumErrorCode> = new Set<QuorumErrorCode>([
  'no-network',
  'below-threshold',
  'chain-failed',
  'limit-reached',
  // By some as not final yet, and by others for what passes as well.
  'refused',
])

/** Until a threshold of nodes, each by its own reading of the chain, know who may use it. */
const untilFinal = async ({ network, certificate }: Session, publicKey: Hex): Promise<Key> => {
  const { parts } = network
  const deadline = parts.now() + FINAL_WITHIN
  for (;;) {
    const key = await readOneKey(network, publicKey, [certificate.identity]).catch(onlyForNow)
    if (key !== undefined) return key
    if (parts.now() >= deadline) {
      throw new QuorumError(
        'mint-failed',
        'the mint was sent and is not final yet: list the keys again later',
      )
    }
    await parts.sleep(BETWEEN_LOOKS)
  }
}
