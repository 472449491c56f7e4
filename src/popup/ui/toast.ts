import { createStore } from 'zustand/vanilla'

export type Toast = {
  readonly id: number
  readonly text: string
  readonly look: 'good' | 'danger'
}

const shownFor = 4000
let last = 0

export const toasts = createStore<{ readonly shown: readonly Toast[] }>(() => ({ shown: [] }))

export const dismissToast = (id: number): void =>
  toasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }))

/** A word about what just happened; never the only place where something important stands. */
export const toast = (text: string, look: Toast['look'] = 'good'): void => {
  last += 1
  const id = last
  toasts.setState(({ shown }) => ({ shown: [...shown.slice(-2), { id, text, look }] }))
  setTimeout(() => dismissToast(id), shownFor)
}
