import type { Problem } from './problem.ts'
import type { View } from './view.ts'

/** The name of the port between a page of the extension and the worker. */
export const POPUP_PORT = 'assent/popup'

export type FromPopup = {
  readonly type: 'call'
  readonly id: number
  readonly name: string
  readonly arguments: unknown
}

export type ToPopup =
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly problem: Problem }

export const isFromPopup = (value: unknown): value is FromPopup =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  value.type === 'call' &&
  'id' in value &&
  typeof value.id === 'number' &&
  'name' in value &&
  typeof value.name === 'string'
