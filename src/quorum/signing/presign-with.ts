import type * as z from 'zod'
import { fromHex, toHex, type Hex } from '../../payloads/encoding/hex.ts'
import { presignatureAnswer } from '../../protocol/endpoints.ts'
import { acknowledgementRecord } from '../../threshold/ecdsa/acknowledgement.ts'
import {
  contributionRecord,
  presignTranscript,
  type Contribution,
} from '../../threshold/ecdsa/contribution.ts'
import { headerHash, headerRecord } from '../../threshold/ecdsa/header.ts'
import { judgeContributions } from '../../threshold/ecdsa/judge-contributions.ts'
import { equalBytes } from '../../threshold/encoding/bytes.ts'
import { EncodingError } from '../../threshold/errors.ts'
import { decompress, isPoint, secp256k1 } from '../../threshold/groups/secp256k1.ts'
import { NodeFailure } from '../http/node-failure.ts'
import { askSigners } from './ask-signers.ts'
import { AttemptFailed } from './attempt-failed.ts'
import { blameCeremony } from './blame-ceremony.ts'
import type { SignerPlan } from './choose-signers.ts'
import { OpenPresignature } from './presignature.ts'
import type { Undertaking } from './undertaking.ts'

type Said = {
  readonly acknowledgement: Hex
  readonly transcript: Uint8Array
  readonly contributions: readonly Contribution[]
}

/**
 * One presignature at exactly these signers. Throws `AttemptFailed`. It goes on to its end even when
 * nobody waits for it any more: nodes would keep what was made, and allow few, so the next signature
 * uses it.
 */
export const presignWith = async (
  undertaking: Undertaking,
  plan: SignerPlan,
): Promise<OpenPresignature> => {
  const { session, set, publicKey, light, deadline } = undertaking
  const { parts } = session.network
  const { signers } = plan
  const key = secp256k1.decodePoint(fromHex(publicKey))
  const header = {
    id: parts.random(32),
    key,
    epoch: set.epoch,
    signers,
    boots: plan.boots.map((id) => fromHex(id)),
    generations: plan.generations.map((id) => fromHex(id)),
  }
  const hash = headerHash(header)
  const body = { header: toHex(headerRecord.encode(header)) }
  const openedAt = parts.now()
  const nodes = set.nodes.filter(({ party }) => signers.includes(party))
  const answers = await askSigners(parts, nodes, undefined, async (node, signal) => {
    light(node.party, 'asked')
    const answer = await session.ask(node, {
      method: 'POST',
      path: '/v1/presignatures',
      body,
      answer: presignatureAnswer,
      timeout: Math.max(1, deadline - parts.now()),
      signal,
    })
    const said = read(node.party, hash, answer)
    light(node.party, 'ready')
    return said
  }).catch((error: unknown) => {
    throw error instanceof AttemptFailed
      ? blameCeremony(undertaking, { signers, headerHash: hash }, error)
      : error
  })
  const said = signers.flatMap((party) => answers.get(party) ?? [])
  const [first] = said
  if (first === undefined) throw new AttemptFailed('a signer set has signers', {})
  if (!said.every(({ transcript }) => equalBytes(transcript, first.transcript))) {
    throw twoStories(undertaking, hash, said)
  }
  return new OpenPresignature({
    publicKey,
    signers,
    headerHash: hash,
    key,
    nonce: jointNonce(first.contributions),
    transcript: first.transcript,
    acknowledgements: said.map(({ acknowledgement }) => acknowledgement),
    contributions: first.contributions,
    openedAt,
  })
}

/** What a signer says must at least agree with itself. */
const read = (
  party: number,
  hash: Uint8Array,
  answer: z.infer<typeof presignatureAnswer>,
): Said => {
  try {
    const acknowledgement = acknowledgementRecord.decode(fromHex(answer.acknowledgement))
    const contributions = answer.contributions.map((bytes) =>
      contributionRecord.decode(fromHex(bytes)),
    )
    const transcript = fromHex(answer.transcript)
    if (
      acknowledgement.party === party &&
      equalBytes(acknowledgement.transcript, transcript) &&
      equalBytes(presignTranscript(hash, contributions), transcript)
    ) {
      return { acknowledgement: answer.acknowledgement, transcript, contributions }
    }
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error
  }
  throw new NodeFailure(party, 'malformed', 'its part of a presignature contradicts itself')
}

/** R. Honest signers saw points, so what is none was made up by all of them. */
const jointNonce = (contributions: readonly Contribution[]): Uint8Array => {
  const arePoints = contributions.every(({ nonce }) => isPoint(nonce))
  if (!arePoints) {
    throw new AttemptFailed('the signers agree on a nonce that is none', {
      suspects: contributions.map(({ party }) => party),
    })
  }
  const sum = contributions.reduce((sum, { nonce }) => sum.add(decompress(nonce)), secp256k1.zero)
  return secp256k1.encodePoint(sum)
}

/** No share leaves a signer while they were told different things; who told them is found here. */
const twoStories = (
  { session, set, light }: Undertaking,
  hash: Uint8Array,
  said: readonly Said[],
): AttemptFailed => {
  const told = said.map(({ contributions }) => contributions)
  const culprits = judgeContributions(set.verify, hash, told)
  const evidence = told.flat().map((one) => toHex(contributionRecord.encode(one)))
  for (const node of culprits) {
    light(node, 'lied')
    session.network.named(node, 'two-stories', evidence)
  }
  return new AttemptFailed('the signers were told different things', { culprits })
}
