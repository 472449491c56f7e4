import { lowerOf, type Block, type ChainPosition } from './block.ts'
import { chainError } from './chain-errors.ts'
import { blockAt, type Rpc } from './rpc.ts'

/** What each RPC said last; one that goes back on it is wrong, or was. */
export type Seen = { readonly head: Block; readonly final: Block }

export type Look = { readonly position: ChainPosition; readonly seen: readonly Seen[] }

/**
 * Looks at the chain once, through every RPC, and refuses unless they tell one story: the same
 * block for the lower of their final blocks and for the lower of their heads, nothing final undone,
 * and no RPC behind what it said before by more than a reorganisation of its head explains.
 */
export const look = async (
  rpcs: readonly Rpc[],
  past: Look | undefined,
  options: { readonly maxSpread: number; readonly now: number },
): Promise<Look> => {
  const seen = await Promise.all(
    rpcs.map(async (rpc) => {
      const [head, final] = await Promise.all([blockAt(rpc, 'latest'), blockAt(rpc, 'finalized')])
      return { head, final }
    }),
  )
  for (const [place, rpc] of rpcs.entries()) checkOrder(rpc, seen[place], past?.seen[place])
  const final = lowerOf(seen.map((one) => one.final))
  const heads = seen.map((one) => one.head)
  checkSpread(rpcs, heads, options.maxSpread)
  const story = { rpcs, seen }
  // What was final is still there, or all that followed from it is in doubt.
  if (past !== undefined) await checkSame(story, past.position.final, 'block that was final')
  await checkSame(story, final, 'final block')
  await checkSame(story, lowerOf(heads), 'head')
  return { position: { final, heads, at: options.now }, seen }
}

const checkOrder = ({ name }: Rpc, now: Seen | undefined, past: Seen | undefined): void => {
  if (now === undefined) return
  if (now.head.number < now.final.number) {
    throw chainError('chain-disagrees', `${name} has a head below its own final block`)
  }
  if (past === undefined) return
  if (now.final.number < past.final.number) {
    throw chainError(
      'chain-disagrees',
      `${name} went back in time: block ${past.final.number} was final, and now ${now.final.number} is`,
    )
  }
}

const checkSpread = (rpcs: readonly Rpc[], heads: readonly Block[], maxSpread: number): void => {
  const lowest = lowerOf(heads)
  const place = heads.findIndex(({ number }) => number - lowest.number > BigInt(maxSpread))
  if (place === -1) return
  const behind = rpcs[heads.indexOf(lowest)]?.name ?? 'an RPC'
  throw chainError(
    'chain-stale',
    `${behind} is more than ${maxSpread} blocks behind ${rpcs[place]?.name ?? 'the other'}`,
  )
}

type Story = { readonly rpcs: readonly Rpc[]; readonly seen: readonly Seen[] }

const checkSame = async ({ rpcs, seen }: Story, block: Block, what: string): Promise<void> => {
  await Promise.all(
    rpcs.map(async (rpc, place) => {
      const said = [seen[place]?.head, seen[place]?.final].find(
        (one) => one?.number === block.number,
      )
      const { hash } = said ?? (await blockAt(rpc, block.number))
      if (hash === block.hash) return
      const others = rpcs.length > 1 ? 'there was, or the others have' : 'there was'
      throw chainError('chain-disagrees', `${rpc.name} has another ${what} than ${others}`)
    }),
  )
}
