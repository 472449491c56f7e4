import { isNumericHost } from './is-numeric-host.ts'

/** A host, and the names that it stands below, but for the last: what is said of them holds for it. */
export const hostsAbove = (host: string): readonly string[] => {
  if (isNumericHost(host)) return [host]
  const labels = host.split('.')
  const names = Math.max(1, labels.length - 1)
  return Array.from({ length: names }, (_, at) => labels.slice(at).join('.'))
}
