/**
 * FROST's two rounds, with the echo between them that the RFC leaves to its broadcast channel.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9591.html section 5
 */
import { Ceremony } from '../ceremony/ceremony.ts'
import { exchange, type Protocol } from '../ceremony/protocol.ts'
import { equalBytes, wipe } from '../encoding/bytes.ts'
import { Abort, type PartyId } from '../errors.ts'
import { decodeScalar } from '../groups/scalar.ts'
import type { Randomness } from '../primitives/primitives.ts'
import type { KeyShare } from '../sharing/key-share.ts'
import { admitSigning } from './admit.ts'
import { aggregate, commitmentList, type SignerNonces } from './aggregate.ts'
import { checkEcho, signingEcho } from './echo.ts'
import { echoMessage, nonceMessage, signatureShareMessage } from './messages.ts'
import {
  frostPublic,
  generatorOf,
  identifierOf,
  readScalar,
  scalarBytes,
  suiteOf,
  type FrostSuite,
} from './suite.ts'

export type FrostSigning = {
  /** Random, and never used for another ceremony. */
  readonly id: Uint8Array
  readonly share: KeyShare
  /** Exactly the threshold's number. */
  readonly signers: readonly PartyId[]
  readonly message: Uint8Array
  readonly random: Randomness
}

/** Ends in the key's Schnorr signature on the message, at every signer. */
export const signFrost = (signing: FrostSigning): Ceremony<Uint8Array> => {
  const suite = suiteOf(signing.share.sharing.group)
  const { session, signers } = admitSigning(signing)
  const { self } = signing.share
  const peers = signers.filter((party) => party !== self)
  return new Ceremony({ session, self, peers, protocol: protocol(suite, signing, session, peers) })
}

function* protocol(
  suite: FrostSuite,
  { share: { sharing, self, secret }, message: given, random }: FrostSigning,
  session: Uint8Array,
  peers: readonly PartyId[],
): Protocol<Uint8Array> {
  // A copy: what is echoed and what is signed must be the same bytes, whatever the caller does.
  const message = given.slice()
  const { frost, group } = suite
  const signingShare = scalarBytes(suite, decodeScalar(secret, group.order))
  const own = { identifier: identifierOf(suite, self), signingShare }
  const { nonces, commitments } = frost.commit(own, generatorOf(random))
  try {
    const committed = {
      hiding: suite.decodePoint(commitments.hiding),
      binding: suite.decodePoint(commitments.binding),
    }
    const heard = yield* exchange(nonceMessage(group), peers, () => committed)
    const all: SignerNonces = new Map([...heard, [self, committed]])

    const echo = signingEcho(suite, session, message, all)
    const echoes = yield* exchange(echoMessage, peers, () => echo)
    for (const [peer, theirs] of echoes) {
      checkMessage(peer, echo.message, theirs.message)
      checkEcho(peer, peers, echo.nonces, theirs.nonces)
    }

    const key = frostPublic(suite, sharing, [self, ...peers])
    const list = commitmentList(suite, all)
    // Wipes the nonces, so that a second share under them cannot be made.
    const share = readScalar(suite, frost.signShare(own, key, nonces, list, message))
    const received = yield* exchange(signatureShareMessage(group), peers, () => ({ share }))
    const shares = [...received].map(([peer, { share }]) => [peer, share] as const)
    return aggregate(suite, sharing, all, message, new Map([...shares, [self, share]]))
  } finally {
    wipe(signingShare, nonces.hiding, nonces.binding)
  }
}

const checkMessage = (peer: PartyId, ours: Uint8Array, theirs: Uint8Array): void => {
  // Whoever asked for the signature may have asked each for another one: no signer is to blame.
  if (equalBytes(theirs, ours)) return
  throw new Abort('echo-mismatch', [], `${peer} was asked to sign another message`)
}
