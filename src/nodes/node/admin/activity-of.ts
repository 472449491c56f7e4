import type { Activity } from '../../../protocol/activity.ts'
import { toHex } from '../../../threshold/encoding/bytes.ts'
import type { Ceremonies } from '../ceremonies/open-ceremonies.ts'
import type { ChainView } from '../chain/chain-view.ts'
import type { Vault } from '../store/vault.ts'
import type { ActivityLog } from './activity-log.ts'

type Parts = {
  readonly party: number
  readonly bootId: Uint8Array
  readonly startedAt: number
  readonly epoch: number
  /** Of the others. */
  readonly others: readonly number[]
  readonly problems: readonly string[]
  readonly ceremonies: Ceremonies
  readonly chain: Pick<ChainView, 'last'>
  readonly vault: Pick<Vault, 'readyKeys' | 'heldAccounts'>
  readonly log: ActivityLog
}

/** What the operator is shown, as it is now. */
export const activityOf = (parts: Parts): Activity => {
  const { party, bootId, startedAt, epoch, problems, vault, log } = parts
  const { peers, pairs, signing } = parts.ceremonies
  const position = parts.chain.last()
  return {
    party,
    bootId: `0x${toHex(bootId)}`,
    startedAt,
    ready: problems.length === 0,
    problems: [...problems],
    epoch,
    peers: parts.others.map((other) => ({
      party: other,
      connected: peers.isConnected(other),
      paired: pairs.live.has(other),
    })),
    readyKeys: vault.readyKeys().length,
    keys: vault.heldAccounts(),
    livePresignatures: signing.livePresignatures,
    memoryBytes: process.memoryUsage.rss(),
    ...(position !== undefined && {
      chain: {
        head: Number(position.heads[0]?.number ?? 0n),
        final: Number(position.final.number),
        at: Math.floor(position.at / 1000),
      },
    }),
    signatures: log.signatures,
    ceremonies: log.ceremonies,
  }
}
