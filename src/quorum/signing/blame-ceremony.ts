import { fromHex, type Hex } from '../../payloads/encoding/hex.ts'
import { judgeKeySum } from '../../threshold/ecdsa/judge-key-sum.ts'
import { secp256k1 } from '../../threshold/groups/secp256k1.ts'
import { readSharing } from '../network/read-sharing.ts'
import { AttemptFailed } from './attempt-failed.ts'
import type { Undertaking } from './undertaking.ts'

/**
 * A presignature that was not made. What signers say of each other is hearsay and makes suspects;
 * what they show of the key shares they were told convicts.
 */
export const blameCeremony = (
  undertaking: Undertaking,
  made: { readonly signers: readonly number[]; readonly headerHash: Uint8Array },
  failed: AttemptFailed,
): AttemptFailed => {
  const { failures } = failed
  const suspects = new Set<number>()
  const evidence: Hex[] = []
  for (const { refusal } of failures) {
    for (const node of numbers(refusal?.details['culprits'])) suspects.add(node)
    for (const node of numbers(refusal?.details['waitingFor'])) suspects.add(node)
    const away = refusal?.code === 'peer-unreachable' ? refusal.details['party'] : undefined
    if (typeof away === 'number') suspects.add(away)
    const shown = refusal?.details['evidence']
    if (isHex(shown)) evidence.push(shown)
  }
  const culprits = evidence.length === 0 ? [] : convict(undertaking, made, evidence)
  return new AttemptFailed(failed.message, {
    failures,
    culprits,
    suspects: [...suspects].filter((node) => made.signers.includes(node)),
  })
}

const convict = (
  { session, set, publicKey, light }: Undertaking,
  { signers, headerHash }: { readonly signers: readonly number[]; readonly headerHash: Uint8Array },
  evidence: readonly Hex[],
): readonly number[] => {
  const { network } = session
  const bytes = network.keys.get(publicKey)?.sharing
  const sharing = bytes && readSharing(secp256k1, publicKey, bytes)
  if (sharing === undefined) return []
  const { culprits } = judgeKeySum(set.verify, {
    header: headerHash,
    sharing,
    signers,
    evidence: evidence.map((one) => fromHex(one)),
  })
  for (const node of culprits) {
    light(node, 'lied')
    network.named(node, 'wrong-key-share', evidence)
  }
  return culprits
}

const numbers = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((one): one is number => typeof one === 'number') : []

const isHex = (value: unknown): value is Hex =>
  typeof value === 'string' && /^0x(?:[0-9a-f]{2})*$/.test(value)
