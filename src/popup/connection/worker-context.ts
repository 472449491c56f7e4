import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { View } from '../../messages/popup/view.ts'
import type { Call, Mirror, WorkerLink } from './worker-link.ts'

export const WorkerContext = createContext<WorkerLink | undefined>(undefined)

const useLink = (): WorkerLink => {
  const link = useContext(WorkerContext)
  if (link === undefined) throw new Error('there is no worker around this')
  return link
}

export const useMirror = (): Mirror => useStore(useLink().mirror)

/** The worker's state, as it was last heard; the shell shows nothing before there is one. */
export const useView = (): View => {
  const { view } = useMirror()
  if (view === undefined) throw new Error('there is no view yet')
  return view
}

export const useCall = (): Call => useLink().call
