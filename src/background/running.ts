import type { PopupConnections } from './connection/popup-connections.ts'
import type { ProviderConnections } from './connection/provider-connections.ts'

/** The worker as its ports see it. */
export type Running = {
  readonly pages: Pick<ProviderConnections, 'connect'>
  readonly popups: Pick<PopupConnections, 'connect'>
  readonly windowClosed: (window: number) => void
}
