import type { Sender } from './port.ts'

const parse = (url: string | undefined): URL | undefined => {
  try {
    return url === undefined ? undefined : new URL(url)
  } catch {
    return undefined
  }
}

const webOrigin = (url: URL | undefined): string | undefined =>
  url !== undefined && (url.protocol === 'https:' || url.protocol === 'http:')
    ? url.origin
    : undefined

/**
 * The origin of a page, or undefined for one that has none of its own: sandboxed frames, data: and
 * file: addresses. What the browser calls the origin counts; its address is asked only where the
 * browser is silent, since a sandboxed frame has an address like any other.
 */
export const originOf = (sender: Sender | undefined): string | undefined => {
  if (sender?.origin === undefined) return webOrigin(parse(sender?.url))
  const origin = webOrigin(parse(sender.origin))
  return origin === sender.origin ? origin : undefined
}

/** Of the page around a frame, where it is another. */
export const topOriginOf = (sender: Sender | undefined): string | undefined => {
  if (sender === undefined || (sender.frameId ?? 0) === 0) return undefined
  const top = webOrigin(parse(sender.tab?.url))
  return top === originOf(sender) ? undefined : top
}
