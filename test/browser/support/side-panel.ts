import type { CDPSession } from 'playwright-core'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import type { ChromiumWallet } from './chromium.ts'
import { byTestId } from './tab.ts'

/** Chromium’s own, beside the page; it is no tab, so only the developer tools reach it. */
export type SidePanel = {
  isVisible(testId: string): Promise<boolean>
  /** Once it can be pressed. */
  click(testId: string): Promise<void>
  close(): Promise<void>
}

type Reply = {
  readonly id: number
  readonly result: {
    readonly result: { readonly value?: unknown }
    readonly exceptionDetails?: { readonly text: string }
  }
}

type Waiting = {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

/** Opened as by a person: Chromium lets nobody else. */
export async function openSidePanel(browser: ChromiumWallet): Promise<SidePanel> {
  const opener = await browser.open(`${browser.origin}/manifest.json`)
  const here = await opener.evaluate<number>('chrome.windows.getCurrent().then(({ id }) => id)')
  const person = await browser.context.newCDPSession(browser.pageOf(opener))
  await person.send('Runtime.evaluate', {
    expression: `chrome.sidePanel.open({ windowId: ${here} })`,
    userGesture: true,
    awaitPromise: true,
  })
  await opener.close()
  const devtools = await browser.devtools()
  const panels = async () => {
    const { targetInfos } = await devtools.send('Target.getTargets')
    return targetInfos.filter(({ url }) => url.includes('surface=side-panel'))
  }
  const { targetId } = await waitUntil('the side panel is there', async () => (await panels())[0])
  const evaluate = await evaluatorOf(devtools, targetId)
  return {
    isVisible: async (testId) =>
      evaluate<boolean>(
        `document.querySelector('${byTestId(testId)}')?.checkVisibility() === true`,
      ),
    click: async (testId) => {
      const button = `document.querySelector('${byTestId(testId)}:enabled')`
      const press = `${button} !== null && (${button}.click(), true)`
      await waitUntil(`${testId} is pressed`, async () => evaluate<boolean>(press))
    },
    close: async () => {
      // One that was closed may still be there for a moment, and another open in its place.
      await waitUntil('no side panel is open', async () => {
        const open = await panels()
        for (const one of open) {
          await devtools.send('Target.closeTarget', { targetId: one.targetId }).catch(() => {})
        }
        return open.length === 0
      })
      await devtools.detach()
    },
  }
}

/** Runs expressions in what is no page to Playwright. */
async function evaluatorOf(devtools: CDPSession, targetId: string) {
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false })
  const waiting = new Map<number, Waiting>()
  let last = 0
  devtools.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return
    const reply = JSON.parse(event.message) as Reply
    waiting.get(reply.id)?.resolve(reply)
    waiting.delete(reply.id)
  })
  devtools.on('Target.detachedFromTarget', (event) => {
    if (event.sessionId !== sessionId) return
    for (const { reject } of waiting.values()) reject(new Error('the side panel is gone'))
    waiting.clear()
  })
  return async <T>(expression: string): Promise<T> => {
    const id = ++last
    const params = { expression, returnByValue: true, awaitPromise: true }
    const replied = new Promise<Reply>((resolve, reject) => {
      waiting.set(id, { resolve, reject })
    })
    const message = JSON.stringify({ id, method: 'Runtime.evaluate', params })
    const sent = devtools.send('Target.sendMessageToTarget', { sessionId, message })
    // Together, for either may fail while the other is waited for.
    const [{ result }] = await Promise.all([replied, sent])
    if (result.exceptionDetails !== undefined) throw new Error(result.exceptionDetails.text)
    return result.result.value as T
  }
}
