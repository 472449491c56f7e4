import { isIPv4, isIPv6 } from 'node:net'

/**
 * Who counts as one asker: an IPv4 address, or the /64 that one customer gets of IPv6. Behind
 * proxies it is what the outermost of ours saw; everything before that anybody may have written.
 */
export const askerOf = (
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustProxy: number,
): string => {
  const forwarded = trustProxy === 0 || forwardedFor === undefined ? [] : forwardedFor.split(',')
  const hops = [...forwarded.map((hop) => hop.trim()), socketAddress ?? '']
  return networkOf(hops[Math.max(0, hops.length - 1 - trustProxy)] ?? '')
}

const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (isIPv4(address)) return address
  return isIPv6(address) ? prefixOf(address) : 'unknown'
}

const prefixOf = (address: string): string => {
  // The URL parser writes every address in the one short form, without a zone.
  const { hostname } = new URL(`http://[${address.split('%')[0] ?? ''}]`)
  const [left = '', right] = hostname.slice(1, -1).split('::')
  const head = left.split(':').filter((part) => part !== '')
  const tail = (right ?? '').split(':').filter((part) => part !== '')
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return `${[...head, ...(right === undefined ? [] : zeros), ...tail].slice(0, 4).join(':')}::/64`
}
