import { RpcError } from '../messages/rpc-error.ts'
import { problemOf as rpcProblemOf } from '../messages/rpc-error.ts'
import { PopupConnections } from './connection/popup-connections.ts'
import type { Port } from './connection/port.ts'
import type { Parts } from './parts.ts'
import { WalletProblem } from './problem.ts'
import type { Running } from './running.ts'
import type { BrokenState } from './state/broken-state.ts'
import { brokenView } from './view/compose-view.ts'

/**
 * What is left when something that was stored cannot be read: it says so, and begins anew with that
 * one part when the person agrees. Accounts and keys are with the nodes; a sign-in finds them again.
 */
export const brokenWallet = (
  parts: Parts,
  broken: BrokenState,
  /** Reads everything once more, with what is stored by then. */
  again: () => Promise<void>,
): Running => {
  const ports: Port[] = []
  const readAgain = async (): Promise<void> => {
    await again()
    // Whoever spoke to this has its answer first, and comes back by itself to what is there now.
    setTimeout(() => ports.forEach((port) => port.disconnect()), 0)
  }
  const popups = new PopupConnections({
    ownOrigin: parts.ownOrigin,
    view: () => brokenView(broken.part, broken.message),
    call: async (name) => {
      if (name !== 'storage.reset' && name !== 'storage.retry') {
        throw new WalletProblem('storage-broken', broken.message)
      }
      if (name === 'storage.reset') await setAside(parts, broken.part)
      await readAgain()
      return {}
    },
  })
  return {
    popups: {
      connect: (port) => {
        ports.push(port)
        popups.connect(port)
      },
    },
    pages: {
      connect: (port) => {
        ports.push(port)
        refuse(port)
      },
    },
    windowClosed: () => {},
  }
}

/** Nothing is lost that somebody could still read by hand. */
const setAside = async ({ local, session, now }: Parts, part: string): Promise<void> => {
  for (const area of [local, session]) {
    const stored = await area.get(part)
    if (stored === undefined) continue
    await local.set(`broken/${part}/${now()}`, stored)
    await area.remove(part)
  }
}

const refuse = (port: Port): void => {
  const problem = rpcProblemOf(
    new RpcError('disconnected', 'The wallet has to be repaired first: open it.'),
  )
  port.onMessage.addListener((message) => {
    if (typeof message !== 'object' || message === null || !('id' in message)) return
    port.postMessage({ type: 'answer', id: message.id, problem })
  })
}
