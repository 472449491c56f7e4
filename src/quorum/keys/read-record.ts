import type { Hex } from '../../payloads/encoding/hex.ts'
import { canonicalHash } from '../../protocol/canonical.ts'
import { keyRecordAnswer } from '../../protocol/endpoints.ts'
import type { KeyRecord } from '../../protocol/key-record.ts'
import type { Pkp } from '../../registry/pkp.ts'
import { tokenIdOf } from '../../registry/token-id.ts'
import { errorOfFailures, isBlocking } from '../http/failures.ts'
import { gather, NothingGathered } from '../http/gather.ts'
import { READ_WITHIN } from '../http/read-within.ts'
import type { Network } from '../network/network.ts'
import { ethAddressOf } from './addresses.ts'

/** Nodes need not have come to the same block yet. */
const READINGS = 4
const BETWEEN_READINGS = 500

/**
 * Who may use a key, as a threshold of nodes read it alike, each through RPCs of its own. Undefined
 * for a key that is not minted, or not in a final block yet.
 */
export const readRecord = async (network: Network, publicKey: Hex): Promise<Pkp | undefined> => {
  const { nodes, threshold } = await network.nodeSet()
  for (let reading = 1; ; reading += 1) {
    try {
      const { result } = await gather({
        nodes,
        threshold,
        ask: async (node) =>
          network.ask(node, {
            method: 'GET',
            path: `/v1/keys/${publicKey}/record`,
            answer: keyRecordAnswer,
            timeout: READ_WITHIN,
          }),
        join: (answers) =>
          agreed(
            [...answers.values()].map(({ record }) => record),
            threshold,
          ),
      })
      return pkpOf(publicKey, result)
    } catch (error) {
      if (!(error instanceof NothingGathered)) throw error
      const { failures, answers } = error
      const unknown = failures.filter(({ refusal }) => refusal?.code === 'unknown-key').length
      if (isBlocking(unknown, nodes.length, threshold)) return undefined
      if (answers + unknown < threshold || reading === READINGS) {
        throw errorOfFailures('reading who may use a key', failures, {
          nodes: nodes.length,
          threshold,
        })
      }
      await network.parts.sleep(BETWEEN_READINGS)
    }
  }
}

/** What a threshold of them say in the same words. */
const agreed = (records: readonly KeyRecord[], threshold: number): KeyRecord | undefined => {
  const said = new Map<string, KeyRecord[]>()
  for (const record of records) {
    const name = canonicalHash('key-record', record)
    said.set(name, [...(said.get(name) ?? []), record])
  }
  return [...said.values()].find((same) => same.length >= threshold)?.[0]
}

const pkpOf = (publicKey: Hex, record: KeyRecord): Pkp | undefined => {
  if (record.publicKey !== publicKey) return undefined
  return {
    tokenId: tokenIdOf(publicKey),
    publicKey,
    ethAddress: ethAddressOf(publicKey),
    owner: record.owner,
    sessionsValidFrom: BigInt(record.sessionsValidFrom),
    permitted: record.permitted.map((method) => ({
      ...method,
      authMethodType: BigInt(method.authMethodType),
    })),
  }
}
