import { getAddress, parseEventLogs, type Address, type Log } from 'viem'
import type { Deployment } from '../../../protocol/deployment.ts'
import { pkpNftAbi } from '../../../registry/abi/pkp-nft.ts'
import { pkpPermissionsAbi } from '../../../registry/abi/pkp-permissions.ts'
import { readPkp } from '../../../registry/read-pkp.ts'
import type { ChainClient } from '../chain/chain-client.ts'
import { pictureOf } from './picture-of.ts'
import { pkpView } from './pkp-view.ts'
import type { ChainView, PkpView } from './snapshot.ts'

export type ChainWatch = {
  readonly look: () => Promise<{ readonly chain: ChainView; readonly pkps: readonly PkpView[] }>
}

const latest = { blockTag: 'latest' } as const

/**
 * The chain and the PKPs on it, the youngest first. A PKP is read again when something about it
 * was logged.
 */
export function watchChain(client: ChainClient, url: string, deployment: Deployment): ChainWatch {
  const nft = getAddress(deployment.contracts.PkpNft)
  const permissions = getAddress(deployment.contracts.PkpPermissions)
  const known = new Map<bigint, PkpView>()
  let next = 0n

  const read = async (tokenId: bigint): Promise<void> => {
    const [pkp, uri] = await Promise.all([
      readPkp(client, permissions, tokenId, latest),
      known.get(tokenId)?.picture ?? tokenUri(client, nft, tokenId),
    ])
    known.set(tokenId, pkpView(pkp, uri, deployment.identityProviders))
  }

  return {
    look: async () => {
      const [head, final] = await Promise.all([
        client.getBlock(latest),
        client.getBlock({ blockTag: 'finalized' }),
      ])
      if (head.number >= next) {
        const logs = await client.getLogs({
          address: [nft, permissions],
          fromBlock: next,
          toBlock: head.number,
        })
        for (const tokenId of new Set(tokensIn(logs))) await read(tokenId)
        next = head.number + 1n
      }
      return {
        chain: {
          chainId: deployment.chain.chainId,
          url,
          head: Number(head.number),
          final: Number(final.number),
          registry: deployment.contracts.NodeRegistry,
        },
        pkps: [...known.values()].toReversed(),
      }
    },
  }
}

const abi = [...pkpNftAbi, ...pkpPermissionsAbi]

const tokensIn = (logs: Log[]): readonly bigint[] =>
  parseEventLogs({ abi, logs }).flatMap(({ args }) => ('tokenId' in args ? [args.tokenId] : []))

async function tokenUri(
  client: ChainClient,
  address: Address,
  tokenId: bigint,
): Promise<string | undefined> {
  const read = { abi: pkpNftAbi, address, functionName: 'tokenURI', args: [tokenId] } as const
  return client.readContract(read).then(pictureOf, () => undefined)
}
