import type { Progress } from '../events.ts'
import type { Parts } from '../parts.ts'

export type OnProgress = (progress: Progress) => void

/** Says what each node is doing for one signature, with the time since it was asked for. */
export type Lamps = (node: number, state: Progress['state']) => void

export const lamps = (parts: Pick<Parts, 'now'>, onProgress: OnProgress | undefined): Lamps => {
  const from = parts.now()
  return (node, state) => onProgress?.({ node, state, ms: parts.now() - from })
}

/** Lights a node's lamp when it has answered. */
export const lit =
  <Node extends { readonly party: number }, T>(
    light: Lamps,
    ask: (node: Node) => Promise<T>,
  ): ((node: Node) => Promise<T>) =>
  async (node) => {
    light(node.party, 'asked')
    try {
      const answer = await ask(node)
      light(node.party, 'signed')
      return answer
    } catch (error) {
      light(node.party, 'failed')
      throw error
    }
  }
