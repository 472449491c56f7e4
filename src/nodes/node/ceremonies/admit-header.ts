import { ProtocolError } from '../../../protocol/protocol-error.ts'
import {
  checkHeaderShape,
  headerRecord,
  signerPairs,
  type PresignHeader,
} from '../../../threshold/ecdsa/header.ts'
import { equalBytes, toHex } from '../../../threshold/encoding/bytes.ts'
import { EncodingError, UsageError } from '../../../threshold/errors.ts'
import type { PublicSharing } from '../../../threshold/sharing/key-share.ts'

/** What a header has to name of us, as it is now. */
export type OwnState = {
  readonly party: number
  readonly bootId: Uint8Array
  readonly generations: ReadonlyMap<number, Uint8Array>
  readonly connected: ReadonlySet<number>
}

export const decodeHeader = (bytes: Uint8Array): PresignHeader => {
  try {
    const header = headerRecord.decode(bytes)
    checkHeaderShape(header)
    return header
  } catch (error) {
    if (error instanceof EncodingError || error instanceof UsageError) {
      throw new ProtocolError('bad-request', `the header of the presignature: ${error.message}`)
    }
    throw error
  }
}

/**
 * Refuses what cannot come to a presignature, before anything is claimed or sent, and says what a
 * header has to name instead.
 */
export const checkHeader = (header: PresignHeader, sharing: PublicSharing, own: OwnState): void => {
  const { signers, boots } = header
  const { party } = own
  const place = signers.indexOf(party)
  if (place < 0) throw new ProtocolError('wrong-node', `node ${party} is not among the signers`)
  if (signers.length !== sharing.threshold) {
    throw new ProtocolError('bad-request', `it takes exactly ${sharing.threshold} signers`)
  }
  if (!signers.every((signer) => sharing.parties.includes(signer))) {
    throw new ProtocolError('bad-request', 'a signer holds no share of this key')
  }
  const away = signers.find((signer) => signer !== party && !own.connected.has(signer))
  if (away !== undefined) {
    throw new ProtocolError('peer-unreachable', `node ${away} cannot be reached: leave it out`, {
      details: { party: away },
      retryAfter: 1,
    })
  }
  const stale = (what: string): ProtocolError =>
    new ProtocolError('stale-header', `${what}: make a header from the current state`, {
      details: stateDetails(own, sharing),
    })
  if (header.epoch !== sharing.epoch) throw stale('the header is of another epoch')
  if (!equalBytes(boots[place] ?? new Uint8Array(), own.bootId)) {
    throw stale(`node ${party} was restarted`)
  }
  for (const [index, [low, high]] of signerPairs(signers).entries()) {
    if (low !== party && high !== party) continue
    const peer = low === party ? high : low
    const generation = own.generations.get(peer)
    if (
      generation === undefined ||
      !equalBytes(header.generations[index] ?? new Uint8Array(), generation)
    ) {
      throw stale(`what node ${party} and node ${peer} share is not what the header names`)
    }
  }
}

const stateDetails = (own: OwnState, sharing: PublicSharing) => ({
  party: own.party,
  epoch: sharing.epoch,
  bootId: `0x${toHex(own.bootId)}`,
  pairs: [...own.generations].map(([party, generation]) => ({
    party,
    generation: `0x${toHex(generation)}`,
  })),
})
