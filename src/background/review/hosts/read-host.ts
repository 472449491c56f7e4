import { hostOf } from './host-of.ts'
import { isNumericHost } from './is-numeric-host.ts'

const LONGEST = 253

const name = /^(?:[a-z0-9_-]+\.)*[a-z][a-z0-9_-]*$/

/** A host as origins have it, of what somebody wrote; undefined for what is none. */
export const readHost = (text: string): string | undefined => {
  const host = name.test(text) ? text : asBrowsersDo(text)
  return host !== undefined && host.length <= LONGEST ? host : undefined
}

/** Capitals, letters beyond ASCII, and numbers that are addresses; never more than a host. */
const asBrowsersDo = (text: string): string | undefined => {
  if (/[\s/?#@\\]/.test(text)) return undefined
  if (text.includes(':') && !/^\[.*\]$/.test(text)) return undefined
  const host = hostOf(`http://${text}`)
  return name.test(host) || (host !== '' && isNumericHost(host)) ? host : undefined
}
