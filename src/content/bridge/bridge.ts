import { isToBridge, type FromBridge } from '../../messages/page/provider-port.ts'
import { readToBridge, SIGN_IN_CHANNEL } from '../../messages/page/window-message.ts'
import { rpcCode } from '../../messages/rpc-error.ts'
import type { BridgeParts } from './parts.ts'
import type { Port } from './port.ts'
import { Requests } from './requests.ts'

const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 30_000

/**
 * A pipe between a page and the worker. Workers are stopped whenever the browser likes: what was not
 * answered is asked again, under the same name, of the next one, and answered to the page once.
 */
export class Bridge {
  readonly #parts: BridgeParts
  readonly #page: string
  readonly #requests = new Requests()
  #port: Port | undefined
  #said = ''
  /** The page has used the wallet, so it hears of changes. */
  #isUsed = false
  #isAway = false
  #isOver = false
  #pause = FIRST_PAUSE
  #cancel: (() => void) | undefined

  constructor(parts: BridgeParts) {
    this.#parts = parts
    this.#page = parts.newId()
    parts.tellOthers({ type: 'replaced', by: this.#page })
    parts.post({ type: 'ready' })
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** A message in the page's window, from whomever. */
  heard(data: unknown): void {
    if (this.#isOver) return
    if (isSignInAnswer(data)) {
      this.#connected()?.postMessage({ type: 'sign-in-answer', message: data } satisfies FromBridge)
      return
    }
    const message = readToBridge(data)
    if (message === undefined) return
    if (message.type === 'replaced') {
      // Only one whose extension is gone gives way: a page cannot turn its bridge off by saying so.
      if (message.by !== this.#page && this.#parts.isGone()) this.#giveWay()
      return
    }
    this.#isUsed = true
    if (message.type === 'hello') {
      this.#parts.post({ type: 'ready' })
      this.#connected()
      return
    }
    const id = this.#parts.newId()
    const { id: page, method, params } = message
    // A new port is told of all that waits: this one among them.
    const port = this.#port
    this.#requests.add(id, { page, method, params })
    if (port === undefined) this.#connected()
    else this.#ask(port, id, false)
  }

  /** The page was put aside, and may come back as it was. */
  leave(): void {
    this.#isAway = true
    this.#cancel?.()
    const port = this.#port
    this.#port = undefined
    port?.disconnect()
  }

  back(): void {
    this.#isAway = false
    if (this.#isUsed) this.#connected()
  }

  /** The person looks at the page again: it hears what it missed. */
  seen(): void {
    if (this.#isUsed && !this.#isAway) this.#connected()
  }

  #connected(): Port | undefined {
    if (this.#port !== undefined || this.#isOver || this.#isAway) return this.#port
    this.#cancel?.()
    try {
      const port = this.#parts.connect()
      this.#port = port
      port.onMessage.addListener((message) => this.#told(port, message))
      port.onDisconnect.addListener(() => this.#dropped(port))
      this.#said = ''
      this.#sayHello(port)
      for (const [id] of this.#requests.all()) this.#ask(port, id, true)
      return port
    } catch {
      this.#port = undefined
      this.#lost()
      return undefined
    }
  }

  #sayHello(port: Port): void {
    const icon = this.#parts.icon()
    const hello: FromBridge = {
      type: 'hello',
      page: this.#page,
      title: this.#parts.title(),
      ...(icon !== undefined && { icon }),
    }
    // Titles change while a page is there: people are shown the one that they see.
    const text = JSON.stringify(hello)
    if (text === this.#said) return
    this.#said = text
    port.postMessage(hello)
  }

  #ask(port: Port, id: string, again: boolean): void {
    const asked = this.#requests.get(id)
    if (asked === undefined) return
    const { method, params } = asked
    try {
      this.#sayHello(port)
      port.postMessage({ type: 'request', id, method, params, again } satisfies FromBridge)
    } catch {
      this.#dropped(port)
    }
  }

  #told(port: Port, message: unknown): void {
    if (port !== this.#port || !isToBridge(message)) return
    // It works: the next drop is a first one again.
    this.#pause = FIRST_PAUSE
    if (message.type !== 'answer') {
      this.#parts.post(message)
      return
    }
    const asked = this.#requests.answered(message.id, message)
    if (asked === undefined) return
    const id = asked.page
    this.#parts.post(
      'problem' in message
        ? { type: 'answer', id, problem: message.problem }
        : { type: 'answer', id, result: message.result },
    )
  }

  /** What waits here is asked of an extension that is gone; the page can ask the next one. */
  #giveWay(): void {
    this.#isOver = true
    const problem = { code: rpcCode.disconnected, message: 'The wallet was updated: ask again.' }
    for (const { page: id } of this.#requests.waiting()) {
      this.#parts.post({ type: 'answer', id, problem })
    }
  }

  #dropped(port: Port): void {
    if (port !== this.#port) return
    this.#port = undefined
    this.#lost()
  }

  /** At once when somebody waits, the first time; later when nobody does, and only for who looks. */
  #lost(): void {
    if (this.#isOver) return
    if (this.#parts.isGone()) {
      this.#isOver = true
      this.#parts.post({ type: 'gone' })
      return
    }
    if (this.#isAway) return
    const isUrgent = this.#requests.hasAny && this.#pause === FIRST_PAUSE
    if (!isUrgent && !this.#requests.hasAny && !(this.#isUsed && this.#parts.isVisible())) return
    const pause = isUrgent ? 0 : this.#pause
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE)
    this.#cancel = this.#parts.later(pause, () => void this.#connected())
  }
}

const isSignInAnswer = (data: unknown): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'channel' in data &&
  data.channel === SIGN_IN_CHANNEL &&
  'to' in data &&
  data.to === 'bridge'
