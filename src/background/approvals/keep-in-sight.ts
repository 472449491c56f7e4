import type { PopupConnections } from '../connection/popup-connections.ts'
import type { ApprovalWindow } from './approval-window.ts'
import type { Approvals } from './approvals.ts'

/** For pages of ours that a stopped worker has left: they come back within a moment. */
const BACK_WITHIN_MS = 1000

type Sight = {
  readonly approvals: { readonly waiting: number } & Pick<Approvals, 'onChange'>
  readonly popups: Pick<PopupConnections, 'surfaces' | 'onSurfaces'>
  readonly approvalWindow: Pick<ApprovalWindow, 'show'>
  readonly sleep: (ms: number) => Promise<void>
}

/** An open side panel shows what is asked; else there is a window for it. */
export const keepInSight = async (sight: Sight): Promise<void> => {
  const { approvals, popups, approvalWindow } = sight
  // What waited before this worker began is no news: its window is there, or is missed in a moment.
  let { waiting } = approvals
  let isSettled = false
  const isWanted = (): boolean => approvals.waiting > 0 && !popups.surfaces.includes('side-panel')
  const show = (): void => {
    // A lamp that lights is no reason to come to the front; another ask is.
    const isMore = approvals.waiting > waiting
    ;({ waiting } = approvals)
    if (isMore || isSettled) void approvalWindow.show(isWanted, isMore)
  }
  approvals.onChange(show)
  popups.onSurfaces(show)
  await sight.sleep(BACK_WITHIN_MS)
  isSettled = true
  show()
}
