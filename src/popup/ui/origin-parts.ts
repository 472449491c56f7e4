export type OriginParts = {
  readonly scheme: string
  /** What comes before the name that somebody owns: anybody may put anything there. */
  readonly before: string
  readonly name: string
  readonly port: string
  readonly secure: boolean
}

/** Names under which anybody may have one: what comes before them says whose it is. */
const shared =
  /^(?:(?:ac|co|com|edu|gov|ne|net|or|org)\.[a-z]{2}|github\.io|gitlab\.io|netlify\.app|pages\.dev|vercel\.app|web\.app|workers\.dev)$/

const local = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Takes an origin apart, so that the part that counts can stand out. */
export const originParts = (origin: string): OriginParts | undefined => {
  let url: URL
  try {
    url = new URL(origin)
  } catch {
    return undefined
  }
  const { hostname, port, protocol } = url
  const isLocal = local.test(hostname)
  const labels = hostname.split('.')
  const isAddress = isLocal || hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
  const most = shared.test(labels.slice(-2).join('.')) ? 3 : 2
  const kept = isAddress ? labels.length : Math.min(most, labels.length)
  const before = labels.slice(0, labels.length - kept).join('.')
  return {
    scheme: protocol.replace(':', ''),
    before: before === '' ? '' : `${before}.`,
    name: labels.slice(labels.length - kept).join('.'),
    port: port === '' ? '' : `:${port}`,
    secure: protocol === 'https:' || isLocal,
  }
}
