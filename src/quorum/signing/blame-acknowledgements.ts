import { fromHex } from '../../payloads/encoding/hex.ts'
import {
  acknowledgementRecord,
  verifyAcknowledgement,
} from '../../threshold/ecdsa/acknowledgement.ts'
import { AttemptFailed } from './attempt-failed.ts'
import type { OpenPresignature } from './presignature.ts'
import type { Undertaking } from './undertaking.ts'

/**
 * A signer that does not take the acknowledgements is right when one of them is not signed by its
 * party, and suspect when all are.
 */
export const blameAcknowledgements = (
  { session, set, light }: Undertaking,
  { acknowledgements }: OpenPresignature,
  failed: AttemptFailed,
): AttemptFailed => {
  const { failures } = failed
  const complaints = failures.filter(({ refusal }) => refusal?.code === 'acknowledgements-differ')
  if (complaints.length === 0) return failed
  const culprits = acknowledgements
    .map((bytes) => ({ bytes, said: acknowledgementRecord.decode(fromHex(bytes)) }))
    .filter(({ said }) => !verifyAcknowledgement(set.verify, said))
  for (const { bytes, said } of culprits) {
    light(said.party, 'lied')
    session.network.named(said.party, 'bad-acknowledgement', [bytes])
  }
  return new AttemptFailed(failed.message, {
    failures,
    culprits: culprits.map(({ said }) => said.party),
    suspects: culprits.length > 0 ? [] : complaints.map(({ node }) => node),
  })
}
