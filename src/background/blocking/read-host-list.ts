import * as z from 'zod'
import { WalletProblem } from '../problem.ts'
import { readHost } from '../review/hosts/read-host.ts'

const MOST_HOSTS = 500_000

export type ReadHostList = {
  readonly blocked: ReadonlySet<string>
  /** Named by the list as harmless, below what it blocks. */
  readonly allowed: ReadonlySet<string>
  /** Lines that are no hosts. */
  readonly skipped: number
}

/** As the public lists of phishing hosts are published; what else is in them is not ours to judge. */
const published = z.object({
  blacklist: z.array(z.string()),
  whitelist: z.array(z.string()).optional(),
})

/** A list from a file: a host a line with `#` for remarks, or JSON as public lists have it. */
export const readHostList = (text: string): ReadHostList => {
  const { blacklist, whitelist = [] } = linesIn(text.trim())
  const blocked = hostsIn(blacklist)
  const allowed = hostsIn(whitelist)
  const skipped = blocked.skipped + allowed.skipped
  // A page or a picture has a word here and there that could be a host.
  if (blocked.hosts.size === 0 || skipped > blocked.hosts.size) {
    throw new WalletProblem(
      'bad-input',
      'this is no list of sites: it needs one host a line, or JSON with a "blacklist"',
    )
  }
  if (blocked.hosts.size + allowed.hosts.size > MOST_HOSTS) {
    throw new WalletProblem(
      'bad-input',
      `the list has more than ${MOST_HOSTS.toLocaleString('en-GB')} sites: choose a shorter one`,
    )
  }
  return { blocked: blocked.hosts, allowed: allowed.hosts, skipped }
}

const linesIn = (text: string): z.infer<typeof published> => {
  if (!/^[[{]/.test(text)) {
    const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim())
    return { blacklist: lines.filter((line) => line !== '') }
  }
  const parsed = published.safeParse(parse(text))
  if (parsed.success) return parsed.data
  throw new WalletProblem('bad-input', 'this JSON is no list of sites: it has no "blacklist"')
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One word alone names no site of the web, and prose is full of them. */
const isOfTheWeb = (host: string): boolean => /[.:]/.test(host)

const hostsIn = (
  lines: readonly string[],
): { readonly hosts: ReadonlySet<string>; readonly skipped: number } => {
  const hosts = new Set<string>()
  let skipped = 0
  for (const line of lines) {
    const host = readHost(line.trim())
    if (host !== undefined && isOfTheWeb(host)) hosts.add(host)
    else skipped += 1
  }
  return { hosts, skipped }
}
