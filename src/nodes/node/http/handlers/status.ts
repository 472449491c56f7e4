import type * as z from 'zod'
import { toHex } from '../../../../payloads/encoding/hex.ts'
import type { statusAnswer } from '../../../../protocol/endpoints.ts'
import { publicEndpoint } from '../endpoint.ts'

type Answer = z.infer<typeof statusAnswer>

/** What a wallet has to know of this node to choose it for a presignature. */
export const status = publicEndpoint(
  { method: 'GET', path: '/v1/status' },
  ({ parts, now }): Answer => {
    const { signing, party, nodeSetName, chain } = parts
    const { epoch, threshold } = parts.nodeSet.current()
    const { ready, problems } = parts.readiness()
    const position = chain.last()
    return {
      party,
      nodeSet: nodeSetName,
      epoch,
      threshold,
      bootId: toHex(signing.bootId),
      time: now,
      ready,
      problems: [...problems],
      pairs: [...signing.generations()].map(([peer, generation]) => ({
        party: peer,
        generation: toHex(generation),
      })),
      readyKeys: signing.readyKeys().length,
      ...(position !== undefined && {
        chain: {
          head: Math.min(...position.heads.map(({ number }) => Number(number))),
          final: Number(position.final.number),
        },
      }),
    }
  },
)
