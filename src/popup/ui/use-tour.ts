import { useEffect, useState } from 'react'
import type { Lamp, NodeSetView } from '../../messages/popup/node-set-view.ts'
import { useStill } from './use-still.ts'

const pace = 2400

/** One signer set after the other: any T of them will do, and that is worth seeing. */
export const useTour = ({ nodes, threshold }: NodeSetView): readonly Lamp[] => {
  const still = useStill()
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (still) return undefined
    const timer = setInterval(() => setTurn((before) => before + 1), pace)
    return () => clearInterval(timer)
  }, [still])
  const count = nodes.length
  const lit = new Set(
    Array.from({ length: Math.min(threshold, count) }, (_, place) => (turn + place) % count),
  )
  return nodes.map(({ party }, place) => ({
    node: party,
    state: lit.has(place) ? 'ready' : 'idle',
    ms: 0,
  }))
}
