import type { Method } from './method.ts'

// What pages written for MetaMask say without asking for anything. It is heard, and changes nothing.

export const noted: Method = async () => Promise.resolve(true)
export const notedSilently: Method = async () => Promise.resolve(null)
