import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallAnswer, CallArguments, CallName } from '../../messages/popup/calls.ts'
import type { FromPopup, ToPopup } from '../../messages/popup/popup-port.ts'
import type { View } from '../../messages/popup/view.ts'
import type { Port } from './port.ts'
import { ProblemError } from './problem-error.ts'

export type Mirror = {
  /** Whether the worker is there; what it last showed stays on the screen while it is not. */
  readonly connected: boolean
  readonly view?: View
}

export type Call = <Name extends CallName>(
  name: Name,
  given: CallArguments<Name>,
) => Promise<CallAnswer<Name>>

export type WorkerLink = { readonly mirror: StoreApi<Mirror>; readonly call: Call }

type Pending = {
  readonly message: FromPopup
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** Reads change nothing, so they are asked again after the worker was away. */
const reads: ReadonlySet<string> = new Set<CallName>([
  'account.balance',
  'batch.read',
  'control.read',
  'sessions.list',
  'device.export',
  'node-set.preview',
])

const soon = 50
const later = 1000

const isToPopup = (value: unknown): value is ToPopup =>
  typeof value === 'object' && value !== null && 'type' in value

/**
 * The line to the worker, which the browser may stop at any moment: the line is taken up again, the
 * view comes anew, and whatever was being asked is asked again or said to have failed.
 */
export const linkWorker = (open: () => Port): WorkerLink => {
  const mirror = createStore<Mirror>(() => ({ connected: false }))
  const pending = new Map<number, Pending>()
  let port: Port | undefined
  let last = 0
  let wait = soon

  const lost = (): void => {
    port = undefined
    mirror.setState({ connected: false })
    for (const [id, { message, reject }] of pending) {
      if (reads.has(message.name)) continue
      pending.delete(id)
      reject(new ProblemError({ code: 'unexpected', detail: 'the extension was restarted' }))
    }
    setTimeout(connect, wait)
    wait = Math.min(wait * 2, later)
  }

  const heard = (message: unknown): void => {
    if (!isToPopup(message)) return
    if (message.type === 'view') {
      wait = soon
      mirror.setState({ connected: true, view: message.view })
      return
    }
    const asked = pending.get(message.id)
    if (asked === undefined) return
    pending.delete(message.id)
    if ('problem' in message) asked.reject(new ProblemError(message.problem))
    else asked.resolve(message.value as never)
  }

  function connect(): void {
    let opened: Port
    try {
      opened = open()
    } catch {
      // The extension was updated or removed under this page: only a reload helps.
      mirror.setState({ connected: false })
      return
    }
    port = opened
    opened.onMessage((message) => port === opened && heard(message))
    opened.onDisconnect(() => port === opened && lost())
    for (const { message } of pending.values()) opened.post(message)
  }
  connect()

  const call: Call = async (name, given) =>
    new Promise((resolve, reject) => {
      last += 1
      const message: FromPopup = { type: 'call', id: last, name, arguments: given }
      pending.set(last, { message, resolve, reject })
      // Without a port it is posted as soon as there is one.
      port?.post(message)
    })

  return { mirror, call }
}
