import type * as z from 'zod'
import type { keyRecordAnswer } from '../../../../protocol/endpoints.ts'
import { ProtocolError } from '../../../../protocol/protocol-error.ts'
import { publicKey } from '../../../../protocol/schemas.ts'
import { publicEndpoint } from '../endpoint.ts'

type Answer = z.infer<typeof keyRecordAnswer>

/**
 * Who may use a key, for anybody: a wallet that reads the registry through one RPC has its word
 * for nothing, and asks a threshold of nodes, which have two each.
 */
export const keyRecord = publicEndpoint(
  { method: 'GET', path: '/v1/keys/:publicKey/record' },
  async ({ parts, parameter }): Promise<Answer> => {
    const asked = publicKey.safeParse(parameter)
    // Keys that are not ours are kept away from the chain: anybody could name some without end.
    if (!asked.success || parts.signing.sharingOf(asked.data) === undefined) {
      throw new ProtocolError('unknown-key', 'this node holds no share of that key')
    }
    const { final } = await parts.keys.read(asked.data)
    if (final === undefined) {
      throw new ProtocolError('unknown-key', 'the key is not minted, or its mint not final yet', {
        retryAfter: 1,
      })
    }
    const { owner, sessionsValidFrom, permitted } = final
    return {
      record: {
        publicKey: asked.data,
        ...(owner !== undefined && { owner: lowerCase(owner) }),
        sessionsValidFrom: sessionsValidFrom.toString(),
        permitted: permitted.map(({ authMethodType, id, userPubkey, scopes }) => ({
          authMethodType: authMethodType.toString(),
          id: lowerCase(id),
          userPubkey: lowerCase(userPubkey),
          scopes: [...scopes],
        })),
      },
    }
  },
)

const lowerCase = (hex: `0x${string}`): `0x${string}` => hex.toLowerCase() as `0x${string}`
