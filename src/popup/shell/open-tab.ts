import { surface } from './surface.ts'

/** A page of ours in a tab of its own; a popup that opened it has done its work. */
export const openTab = (path: string): void => {
  window.open(`${location.pathname}?surface=tab#${path}`, '_blank')
  if (surface === 'popup') window.close()
}
